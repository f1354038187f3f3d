package io.datastreamer.job.reject;

/** Shortens texts of records for reasons: one line without special characters. */
public final class Shown {
    private static final int MAX_LENGTH = 80;

    private Shown() {}

    /** A text, cut off, and without control characters, unpaired surrogates and line breaks. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder();
        int i = 0;
        while (i < text.length() && shown.length() < MAX_LENGTH) {
            int codePoint = text.codePointAt(i);
            boolean clean = !Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
            shown.appendCodePoint(clean ? codePoint : '?');
            i += Character.charCount(codePoint);
        }
        if (i < text.length()) {
            shown.append('…');
        }
        return shown.toString();
    }
}
