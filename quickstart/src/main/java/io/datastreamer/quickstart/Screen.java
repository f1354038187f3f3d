package io.datastreamer.quickstart;

/** Shows the current view, again and again. */
interface Screen {
    void show(View view);

    /** Prints something that happens once, above the view. */
    void say(String line);
}
