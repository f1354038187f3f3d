package io.datastreamer.job.element.cdr;

import io.datastreamer.job.element.cdr.CdrFrames.Octets;
import static io.datastreamer.job.element.cdr.CdrFrames.MORE;
import static io.datastreamer.job.element.cdr.CdrFrames.NO;

/**
 * Finds where BER elements end, from octets of which the last ones may not be available yet; creates no objects. Every
 * answer may be {@link CdrFrames#NO} or {@link CdrFrames#MORE}.
 */
final class BerLengths {
    /** The length of an element that ends with two zeros, wherever they are. */
    static final int INDEFINITE = -2;

    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;
    private static final int MOST_TAG_OCTETS = 4;
    private static final int MOST_LENGTH_OCTETS = 8;
    private static final int LONG_LENGTH = 0x80;

    private BerLengths() {}

    /**
     * Reads a tag and a length.
     *
     * @param end where the available octets end
     * @return the place after them in the upper half, the length of the contents or {@link #INDEFINITE} in the lower
     *     one; or NO, or MORE
     */
    private static long header(Octets octets, int at, int end) {
        int place = at;
        if (place >= end) {
            return MORE;
        }
        if ((octets.at(place++) & LONG_TAG) == LONG_TAG) {
            do {
                if (place >= end) {
                    return MORE;
                }
                if (place - at >= MOST_TAG_OCTETS) {
                    return NO;
                }
            } while (octets.at(place++) < 0);
        }
        if (place >= end) {
            return MORE;
        }
        int first = octets.at(place++) & 0xFF;
        if (first == LONG_LENGTH) {
            return header(place, INDEFINITE);
        }
        int count = first > LONG_LENGTH ? first & 0x7F : 0;
        if (count > MOST_LENGTH_OCTETS) {
            return NO;
        }
        if (place + count > end) {
            return MORE;
        }
        long length = count == 0 ? first : CdrFrames.number(octets, place, count);
        return length < 0 || length > Integer.MAX_VALUE / 2 ? NO : header(place + count, (int) length);
    }

    private static long header(int behind, int length) {
        return (long) behind << 32 | (length & 0xFFFF_FFFFL);
    }

    private static boolean isHeader(long header) {
        return header > 0;
    }

    private static int behind(long header) {
        return (int) (header >> 32);
    }

    private static int length(long header) {
        return (int) header;
    }

    /** The length of an element whose header ends before {@code limit}, or {@link #INDEFINITE}. */
    static int ofHeader(Octets octets, int at, int limit) {
        int end = Math.min(octets.length(), limit);
        long header = header(octets, at, end);
        if (!isHeader(header)) {
            return header == MORE && end < limit ? MORE : NO;
        }
        return length(header) == INDEFINITE ? INDEFINITE : behind(header) - at + length(header);
    }

    /**
     * The length of an element of any class, up to its end if it is indefinite. {@code depth} indefinite elements are
     * around it.
     */
    static int of(Octets octets, int at, int depth) {
        long header = header(octets, at, octets.length());
        if (!isHeader(header)) {
            return (int) header;
        }
        if (length(header) != INDEFINITE) {
            return behind(header) - at + length(header);
        }
        if ((octets.at(at) & CONSTRUCTED) == 0 || depth > BerCursor.MAX_DEPTH) {
            return NO;
        }
        int place = behind(header);
        while (place + 1 < octets.length()) {
            if (octets.at(place) == 0 && octets.at(place + 1) == 0) {
                return place + 2 - at;
            }
            int total = of(octets, place, depth + 1);
            if (total <= 0) {
                return total;
            }
            place += total;
        }
        return MORE;
    }

    /** The place of the contents of an element; its header must be available. */
    static int contents(Octets octets, int at) {
        long header = header(octets, at, octets.length());
        return isHeader(header) ? behind(header) : NO;
    }

    /** Whether the element in {@code [at, end)} is filled by the elements in it. */
    static boolean areFilling(Octets octets, int at, int end) {
        long header = header(octets, at, end);
        if (!isHeader(header)) {
            return false;
        }
        if (length(header) == INDEFINITE) {
            return of(octets, at, 0) == end - at;
        }
        int place = behind(header);
        while (place < end) {
            int total = of(octets, place, 0);
            if (total <= 0) {
                return false;
            }
            place += total;
        }
        return place == end;
    }
}
