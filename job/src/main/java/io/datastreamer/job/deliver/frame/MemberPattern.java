package io.datastreamer.job.deliver.frame;

import java.util.Arrays;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Finds a member in JSON as our documents are written: compact, so that a name in quotes with a colon behind it is a
 * member's name. In a text it cannot be: quotes have a backslash before them there. Skips as many bytes at a time as the
 * pattern has (Horspool), and allocates nothing.
 */
public final class MemberPattern {
    private final byte[] pattern;
    /** How far to go on when the last byte looked at is this one. */
    private final byte[] shifts = new byte[1 << Byte.SIZE];
    /** The same on the way back, by the first byte. */
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
     * Finds a member.
     *
     * @param name its name, ASCII
     * @param begin with what its value begins, such as a quote
     */
    public static MemberPattern of(String name, String begin) {
        return new MemberPattern(("\"" + name + "\":" + begin).getBytes(UTF_8));
    }

    /** Where the value goes on behind its beginning; -1 when the member is not there, or is another kind of value. */
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

    /** The same from the end on, for what stands far behind. */
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
