package io.datastreamer.portal.store;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Where in one partition the attempts of each stream are, for some tens of thousands of messages that follow each other.
 * Eight bytes an attempt: 32 bits of a hash of the stream's id, 29 of the offset from the first one, 3 for what came of
 * it. Hashes may collide, so what is found has to be compared with the stream once more.
 *
 * <p>An open segment takes attempts at its end and is searched from there; a sealed one is sorted.
 */
final class AttemptSegment {
    private static final int CODE_BITS = 3;
    private static final long SPAN = 1L << 29;
    private static final long LOW = 0xffff_ffffL;

    private final long first;
    private final int most;
    private long[] entries = new long[256];
    private int size;
    private boolean sealed;
    private long oldestMs = Long.MAX_VALUE;
    private long newestMs = Long.MIN_VALUE;

    /**
     * Opens a segment.
     *
     * @param first the lowest offset that it will take
     * @param most how many attempts it takes
     */
    AttemptSegment(long first, int most) {
        this.first = first;
        this.most = most;
    }

    /** Whether an attempt at this offset, after all that are in it, has room. */
    boolean hasRoom(long offset) {
        return size < most && offset - first < SPAN;
    }

    /**
     * Takes an attempt.
     *
     * @param code what came of it, from 0 to 7
     * @param startedAtMs when it started
     */
    void add(long offset, int streamHash, int code, long startedAtMs) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, Math.min(most, 2 * size));
        }
        entries[size++] = (long) streamHash << 32 | (offset - first) << CODE_BITS | code;
        oldestMs = Math.min(oldestMs, startedAtMs);
        newestMs = Math.max(newestMs, startedAtMs);
    }

    /** It takes no more, and is searched faster from now on. */
    void seal() {
        entries = Arrays.copyOf(entries, size);
        Arrays.sort(entries);
        sealed = true;
    }

    /**
     * Finds a stream's attempts, newest first.
     *
     * @param before only lower offsets
     * @param codes a bit for each code that is wanted
     * @param found told of each offset; false when it has enough
     * @return whether it wants more
     */
    boolean find(int streamHash, long before, int codes, LongPredicate found) {
        int from = size - 1;
        if (sealed) {
            // behind the last one of this hash
            int at = Arrays.binarySearch(entries, (long) streamHash << 32 | LOW);
            from = at >= 0 ? at : -at - 2;
        }
        for (int i = from; i >= 0; i--) {
            long entry = entries[i];
            if ((int) (entry >> 32) != streamHash) {
                if (sealed) {
                    return true;
                }
                continue;
            }
            long offset = first + ((entry & LOW) >> CODE_BITS);
            boolean wanted = (codes >> (entry & 7) & 1) == 1;
            if (offset < before && wanted && !found.test(offset)) {
                return false;
            }
        }
        return true;
    }

    /** The lowest offset that it may have. */
    long first() {
        return first;
    }

    int size() {
        return size;
    }

    /** When its earliest attempt started, in milliseconds since the epoch. */
    long oldestMs() {
        return oldestMs;
    }

    /** When its latest attempt started, in milliseconds since the epoch. */
    long newestMs() {
        return newestMs;
    }
}
