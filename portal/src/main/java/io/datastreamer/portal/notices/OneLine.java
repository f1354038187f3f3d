package io.datastreamer.portal.notices;

/** Puts texts that others wrote on one line, so that they cannot end a header or imitate a line of ours. */
final class OneLine {
    private OneLine() {}

    /**
     * Replaces line breaks, changes of writing direction, invisible characters and half characters by spaces.
     *
     * @param most how many characters to keep; a longer text ends with "…"
     */
    static String of(String text, int most) {
        StringBuilder line = new StringBuilder();
        int count = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (++count > most) {
                return line.append('…').toString();
            }
            int c = text.codePointAt(at);
            line.appendCodePoint(isShown(c) ? c : ' ');
        }
        return line.toString().strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
