package io.datastreamer.portal.notices;

/** Makes one line of what others wrote, so that it ends no header and looks like no line of ours. */
final class OneLine {
    private OneLine() {}

    /**
     * The text with a space for whatever breaks lines, turns their direction, is invisible or half a character.
     *
     * @param most how many characters are kept; of a longer text the end is "…"
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
