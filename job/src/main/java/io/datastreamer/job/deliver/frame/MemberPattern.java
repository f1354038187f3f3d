package io.datastreamer.job.deliver.frame;

import java.util.Arrays;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Finds a member in the JSON of our documents. Their JSON is compact, so that a name in quotes followed by a colon is a
 * member's name; inside a text it cannot occur, because quotes there have a backslash before them. Skips up to as many
 * bytes at a time as the pattern is long (Horspool), and allocates nothing.
 */
public final class MemberPattern {
    private final byte[] pattern;
    /** How far to skip when the last byte compared is this one. */
    private final byte[] shifts = new byte[1 << Byte.SIZE];
    /** The same for searching backwards, by the first byte. */
    private final byte[] backShifts = new byte[1 << Byte.SIZE];

    private MemberPattern(byte[] pattern) {
        this.pattern = pattern;
        Arrays.fill(shifts, (byte) pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            shifts[pattern[i] & 0xff] = (byte) (pattern.length - 1 - i);
        }
        Arrays.fill(backShifts, (byte) pattern.length);
        for (int i = pattern.length - 1; i > 0; i--) {
            backShifts[pattern[i] & 0xff] = (byte) i;
        }
    }

    /**
     * Makes the pattern of a member.
     *
     * @param name its name, ASCII
     * @param begin how its value begins, such as a quote
     */
    public static MemberPattern of(String name, String begin) {
        return new MemberPattern(("\"" + name + "\":" + begin).getBytes(UTF_8));
    }

    /** The place after the beginning of the value; -1 if the member is missing, or is another kind of value. */
    public int find(byte[] bytes, int from, int to) {
        int last = pattern.length - 1;
        int at = from + last;
        while (at < to) {
            byte end = bytes[at];
            if (end == pattern[last] && isAt(bytes, at - last)) {
                return at + 1;
            }
            at += shifts[end & 0xff];
        }
        return -1;
    }

    /** The same, searching backwards from the end, for members far back. */
    public int findLast(byte[] bytes, int from, int to) {
        int at = to - pattern.length;
        while (at >= from) {
            byte begin = bytes[at];
            if (begin == pattern[0] && isAt(bytes, at)) {
                return at + pattern.length;
            }
            at -= backShifts[begin & 0xff];
        }
        return -1;
    }

    private boolean isAt(byte[] bytes, int start) {
        for (int i = 0; i < pattern.length; i++) {
            if (bytes[start + i] != pattern[i]) {
                return false;
            }
        }
        return true;
    }
}
