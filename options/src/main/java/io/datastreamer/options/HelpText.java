package io.datastreamer.options;

/** How options are told of in the terminal. */
public final class HelpText {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(8);

    private HelpText() {}

    /** Appends what an option is for, below its line: indented, and broken between words. */
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
