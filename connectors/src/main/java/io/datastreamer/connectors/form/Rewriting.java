package io.datastreamer.connectors.form;

import java.util.Arrays;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Rewrites a document: goes through its members, and copies all unchanged parts in few pieces. Not
 * thread-safe.
 */
final class Rewriting {
    /**
     * The date's length in a time of {@code v1}: {@code 2017-10-26T07:28:00}, then {@code .000+0000} or nothing; a
     * blank may replace the T.
     */
    private static final int DATE = 10;

    private static final int SECOND = 19;
    private static final int MILLI = 23;
    /** Stands for an offset that was not found. */
    static final int NONE = -1;

    private static final byte[] DIVIDER = ascii("T");
    private static final byte[] UTC = ascii("Z\"");
    private static final byte[] NO_MILLIS = ascii(".000");

    private final byte[] from;
    private final JsonBytes out;
    private final JsonMembers members;
    private int copied;

    /** Begins with the document at an offset. */
    Rewriting(byte[] from, int start, JsonBytes out) {
        this.from = from;
        this.out = out;
        this.members = new JsonMembers(from, start);
        this.copied = start;
    }

    /** The bytes of ASCII text. */
    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Checks that an offset was found. */
    static int found(int place, String member) {
        if (place == NONE) {
            throw new IllegalStateException("a document without " + member);
        }
        return place;
    }

    JsonMembers members() {
        return members;
    }

    /** Copies the document up to an offset, and returns the output for adding something there. */
    JsonBytes before(int place) {
        out.add(from, copied, place);
        copied = place;
        return out;
    }

    /** Like {@link #before}, with the current offset, behind what was passed. */
    JsonBytes here() {
        return before(members.at());
    }

    /** Like {@link #before}, with the end of the object that was just left. */
    JsonBytes atEndOfObject() {
        return before(members.at() - 1);
    }

    /** Adds a part of the document once more. */
    void repeat(int start, int end) {
        out.add(from, start, end);
    }

    /** Leaves out the part up to an offset. */
    void leaveOutUpTo(int place) {
        copied = place;
    }

    /**
     * Rewrites the current value, a time or null, as one by RFC 3339.
     *
     * @return where it begins in the output
     */
    int time() {
        int start = members.at();
        int begin = before(start).length();
        leaveOutUpTo(members.skip());
        writeTime(from, start, members.at(), out);
        return begin;
    }

    /** Writes a quoted time of {@code v1} by RFC 3339; anything else unchanged. */
    static void writeTime(byte[] from, int start, int end, JsonBytes out) {
        int length = end - start - 2;
        if (from[start] != '"' || length < SECOND) {
            out.add(from, start, end);
            return;
        }
        int first = start + 1;
        out.add(from, start, first + DATE).add(DIVIDER).add(from, first + DATE + 1, first + SECOND);
        if (length > MILLI && !startsWith(from, first + SECOND, NO_MILLIS)) {
            out.add(from, first + SECOND, first + MILLI);
        }
        out.add(UTC);
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] start) {
        return Arrays.equals(bytes, at, at + start.length, start, 0, start.length);
    }

    /** Copies the rest of the document unchanged. */
    void finish(int end) {
        out.add(from, copied, end);
        copied = end;
    }
}
