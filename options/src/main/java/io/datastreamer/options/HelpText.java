package io.datastreamer.options;

/** Formats descriptions of options for the terminal. */
public final class HelpText {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(8);

    private HelpText() {}

    /** Appends an option's description below its line: indented, with line breaks between words. */
    public static void describe(String text, StringBuilder out) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > WIDTH) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
