package io.datastreamer.job.deliver.lane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the documents of a lane that wait apart are tried again, and what the last try has shown. In the heap alone. */
public final class ApartTries {
    private static final long FIRST_WAIT_NANOS = 60_000_000_000L;
    /** Waits double so often: from one minute to four. */
    private static final int MOST_DOUBLINGS = 2;

    /**
     * A try that failed.
     *
     * @param number of the entry
     * @param remoteStatus how it ended
     * @param isRefused whether the receiver has refused its content
     */
    public record Failed(long number, int remoteStatus, boolean isRefused) {}

    private final Map<Long, Long> dueAt = new HashMap<>();
    private final Map<Long, Integer> waits = new HashMap<>();
    private boolean isUnderWay;
    private boolean takenBefore;
    private boolean takenSince;
    private @Nullable Failed failed;

    /** Whether one is under way. */
    public boolean isUnderWay() {
        return isUnderWay;
    }

    /** A document that waits apart has been sent. */
    public void departed() {
        isUnderWay = true;
        takenBefore = takenSince;
        takenSince = false;
        failed = null;
    }

    /** The request for such a document has ended. */
    public void landed() {
        isUnderWay = false;
    }

    /** It failed; that counts when a neighbour was taken before it and another one is taken behind it. */
    public void failed(Failed how) {
        failed = takenBefore ? how : null;
    }

    /** A neighbour was taken at its first attempt: returns the failed try that counts by that; null when there is none. */
    public @Nullable Failed neighbourTaken() {
        Failed counts = failed;
        takenSince = true;
        failed = null;
        return counts;
    }

    /** An entry is tried again after a wait that doubles each time. */
    public void postpone(Apart entry, long nanos) {
        int doublings = waits.merge(entry.number(), 1, Integer::sum) - 1;
        dueAt.put(entry.number(), nanos + (FIRST_WAIT_NANOS << Math.min(doublings, MOST_DOUBLINGS)));
    }

    /** An entry is tried as soon as it can be. */
    public void hurry(long number, long nanos) {
        dueAt.put(number, nanos);
    }

    /** An entry is settled: of those that are left, the first of its SIM may go now. */
    public void settled(Apart entry, List<Apart> left, long nanos) {
        dueAt.remove(entry.number());
        waits.remove(entry.number());
        left.stream()
                .filter(other -> !entry.simKey().isEmpty() && other.simKey().equals(entry.simKey()))
                .findFirst()
                .ifPresent(other -> dueAt.put(other.number(), nanos));
    }

    /** The one that is tried next, of each SIM the first; null when there is none. */
    public @Nullable Apart next(List<Apart> entries, long nanos) {
        Apart next = null;
        Set<String> sims = new HashSet<>();
        for (Apart entry : entries) {
            boolean isFirst = entry.simKey().isEmpty() || sims.add(entry.simKey());
            if (isFirst && (next == null || dueAt(entry, nanos) - dueAt(next, nanos) < 0)) {
                next = entry;
            }
        }
        return next;
    }

    /** When it is tried, in monotonic nanoseconds. */
    public long dueAt(Apart entry, long nanos) {
        return dueAt.computeIfAbsent(entry.number(), any -> nanos + FIRST_WAIT_NANOS);
    }

    /** Begins anew: nothing is under way, and after a wait all are tried. */
    void restart() {
        isUnderWay = false;
        failed = null;
        dueAt.clear();
        waits.clear();
    }
}
