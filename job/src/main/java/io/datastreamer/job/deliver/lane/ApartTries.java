package io.datastreamer.job.deliver.lane;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When the documents of a lane that wait apart are tried again, and what the last try has shown. Only in the heap. */
public final class ApartTries {
    private static final long FIRST_WAIT_NANOS = 60_000_000_000L;
    /** How often the wait doubles: from one minute to four. */
    private static final int MOST_DOUBLINGS = 2;

    /**
     * A try that failed.
     *
     * @param number of the entry
     * @param remoteStatus the HTTP status of the outcome
     * @param isRefused whether the receiver has refused its content
     */
    public record Failed(long number, int remoteStatus, boolean isRefused) {}

    private final Map<Long, Long> dueAt = new HashMap<>();
    private final Map<Long, Integer> waits = new HashMap<>();
    private boolean isUnderWay;
    private boolean takenBefore;
    private boolean takenSince;
    private @Nullable Failed failed;

    /** Whether such a document is under way. */
    public boolean isUnderWay() {
        return isUnderWay;
    }

    /** Notes that a document that waits apart has been sent. */
    public void departed() {
        isUnderWay = true;
        takenBefore = takenSince;
        takenSince = false;
        failed = null;
    }

    /** Notes that the request for such a document has ended. */
    public void landed() {
        isUnderWay = false;
    }

    /** Notes a failed try. It counts if a neighbour was taken before it and another one is taken after it. */
    public void failed(Failed how) {
        failed = takenBefore ? how : null;
    }

    /**
     * Notes that a neighbour was taken at its first attempt. Returns the failed try that counts because of it; null if
     * there is none.
     */
    public @Nullable Failed neighbourTaken() {
        Failed counts = failed;
        takenSince = true;
        failed = null;
        return counts;
    }

    /** Lets an entry wait before it is tried again. The wait doubles, see above. */
    public void postpone(Apart entry, long nanos) {
        int doublings = waits.merge(entry.number(), 1, Integer::sum) - 1;
        dueAt.put(entry.number(), nanos + (FIRST_WAIT_NANOS << Math.min(doublings, MOST_DOUBLINGS)));
    }

    /** Has an entry tried as soon as possible. */
    public void hurry(long number, long nanos) {
        dueAt.put(number, nanos);
    }

    /** Forgets an entry that is settled. Of those that are left, the first one of its SIM may go now. */
    public void settled(Apart entry, List<Apart> left, long nanos) {
        dueAt.remove(entry.number());
        waits.remove(entry.number());
        left.stream()
                .filter(other -> !entry.simKey().isEmpty() && other.simKey().equals(entry.simKey()))
                .findFirst()
                .ifPresent(other -> dueAt.put(other.number(), nanos));
    }

    /** The entry that is tried next; of each SIM only the first may be. Null if there is none. */
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

    /** When an entry is tried, in monotonic nanoseconds. */
    public long dueAt(Apart entry, long nanos) {
        return dueAt.computeIfAbsent(entry.number(), any -> nanos + FIRST_WAIT_NANOS);
    }

    /** Begins anew: nothing is under way, and all are tried after a wait. */
    void restart() {
        isUnderWay = false;
        failed = null;
        dueAt.clear();
        waits.clear();
    }
}
