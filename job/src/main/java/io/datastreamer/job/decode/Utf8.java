package io.datastreamer.job.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks bytes that should be UTF-8 (RFC 3629). */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final long BACKSLASHES = ONES * '\\';

    private Utf8() {}

    /** Whether all bytes are ASCII and none is a backslash: then no string in it can be malformed. */
    static boolean isPlain(byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long unlikeBackslash = eight ^ BACKSLASHES;
            long zeroBytes = (unlikeBackslash - ONES) & ~unlikeBackslash & HIGH_BITS;
            if (((eight & HIGH_BITS) | zeroBytes) != 0) {
                return false;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Offset of the first byte that is invalid in UTF-8; -1 if there is none. */
    static int invalidAt(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    // 0 if the sequence is overlong, cut off, a surrogate or beyond U+10FFFF (RFC 3629, section 4)
    private static int sequenceLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first >= 0xc2 && first <= 0xdf) {
            return continues(bytes, i + 1, 0x80, 0xbf) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            int low = first == 0xe0 ? 0xa0 : 0x80;
            int high = first == 0xed ? 0x9f : 0xbf;
            return continues(bytes, i + 1, low, high) && continues(bytes, i + 2, 0x80, 0xbf) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            int low = first == 0xf0 ? 0x90 : 0x80;
            int high = first == 0xf4 ? 0x8f : 0xbf;
            return continues(bytes, i + 1, low, high)
                            && continues(bytes, i + 2, 0x80, 0xbf)
                            && continues(bytes, i + 3, 0x80, 0xbf)
                    ? 4
                    : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int i, int low, int high) {
        if (i >= bytes.length) {
            return false;
        }
        int value = bytes[i] & 0xff;
        return value >= low && value <= high;
    }
}
