package io.datastreamer.connectors.form;

import java.util.Arrays;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Makes a document of another one: goes through its members, and copies all that stays as it is in few pieces. Not
 * thread-safe.
 */
final class Rewriting {
    /** A time in the first form: {@code 2017-10-26T07:28:00}, then {@code .000+0000} or nothing; or a blank as divider. */
    private static final int DATE = 10;

    private static final int SECOND = 19;
    private static final int MILLI = 23;
    /** No place. */
    static final int NONE = -1;

    private static final byte[] DIVIDER = ascii("T");
    private static final byte[] UTC = ascii("Z\"");
    private static final byte[] NO_MILLIS = ascii(".000");

    private final byte[] from;
    private final JsonBytes out;
    private final JsonMembers members;
    private int copied;

    /** Begins with the document at a place. */
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

    /** A place that has to be there. */
    static int found(int place, String member) {
        if (place == NONE) {
            throw new IllegalStateException("a document without " + member);
        }
        return place;
    }

    JsonMembers members() {
        return members;
    }

    /** What is added next stands before the given place of the document; all before it is there. */
    JsonBytes before(int place) {
        out.add(from, copied, place);
        copied = place;
        return out;
    }

    /** What is added next stands behind what was passed. */
    JsonBytes here() {
        return before(members.at());
    }

    /** What is added next stands at the end of the object that was just left. */
    JsonBytes atEndOfObject() {
        return before(members.at() - 1);
    }

    /** Adds a part of the document once more. */
    void repeat(int start, int end) {
        out.add(from, start, end);
    }

    /** Leaves out what follows, up to a place. */
    void leaveOutUpTo(int place) {
        copied = place;
    }

    /**
     * The value is a time, or null: from here on it is one of RFC 3339.
     *
     * @return where it begins in what is made
     */
    int time() {
        int start = members.at();
        int begin = before(start).length();
        leaveOutUpTo(members.skip());
        writeTime(from, start, members.at(), out);
        return begin;
    }

    /** Writes a time of the first form, in quotes, as one of RFC 3339; anything else as it is. */
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

    /** All that follows stays as it is. */
    void finish(int end) {
        out.add(from, copied, end);
        copied = end;
    }
}
