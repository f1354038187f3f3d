package io.datastreamer.portal.store;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * An index of some tens of thousands of consecutive messages in one partition, by stream. It takes eight bytes an
 * attempt: 32 bits of a hash of the stream's id, 29 of the offset from the first one, and 3 for the outcome. Hashes may
 * collide, so results must be compared with the stream once more.
 *
 * <p>An open segment accepts attempts at its end and is searched from there; a sealed one is sorted.
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
     * @param first the lowest offset that it may hold
     * @param most most attempts
     */
    AttemptSegment(long first, int most) {
        this.first = first;
        this.most = most;
    }

    /** Whether there is room for an attempt at this offset, which is higher than all others. */
    boolean hasRoom(long offset) {
        return size < most && offset - first < SPAN;
    }

    /**
     * Adds an attempt.
     *
     * @param code the outcome, from 0 to 7
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

    /** Closes the segment: it accepts no more attempts, and searches are faster from now on. */
    void seal() {
        entries = Arrays.copyOf(entries, size);
        Arrays.sort(entries);
        sealed = true;
    }

    /**
     * Finds a stream's attempts, newest first.
     *
     * @param before only lower offsets
     * @param codes a bit for each wanted code
     * @param found gets each offset; returns false when it has enough
     * @return whether more is wanted
     */
    boolean find(int streamHash, long before, int codes, LongPredicate found) {
        int from = size - 1;
        if (sealed) {
            // after the last entry with this hash
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

    /** The lowest offset that it may hold. */
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
