package io.datastreamer.quickstart;

/** Shows a view, again and again. */
interface Screen {
    void show(View view);

    /** Something that happens once, above what is shown. */
    void say(String line);
}
