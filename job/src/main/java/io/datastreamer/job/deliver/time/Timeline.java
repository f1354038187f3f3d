package io.datastreamer.job.deliver.time;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen at a later time, in memory, in the nanoseconds of a monotonic clock: a wall clock that is set
 * changes no wait. One wake-up at {@link #next} serves all of it.
 */
public final class Timeline {
    /** Time for what is never due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Something that will happen, unless it is cancelled. */
    public static final class Entry {
        private final long time;
        private final long sequence;
        private final Runnable action;
        private boolean cancelled;

        private Entry(long time, long sequence, Runnable action) {
            this.time = time;
            this.sequence = sequence;
            this.action = action;
        }

        /** It will not happen; does nothing when it has happened. */
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(entry -> entry.time).thenComparingLong(entry -> entry.sequence));
    private long sequence;

    /** Has the action run by {@link #runDue} from the given time on; those of one time in the order of these calls. */
    public Entry at(long nanos, Runnable action) {
        Entry entry = new Entry(nanos, sequence++, action);
        entries.add(entry);
        return entry;
    }

    /** When the next one is due, or {@link #NEVER}. */
    public long next() {
        dropCancelled();
        Entry first = entries.peek();
        return first == null ? NEVER : first.time;
    }

    /** Runs the next one that is due; false when none is. */
    public boolean runDue(long nanos) {
        dropCancelled();
        Entry first = entries.peek();
        if (first == null || first.time > nanos) {
            return false;
        }
        entries.remove();
        first.action.run();
        return true;
    }

    private void dropCancelled() {
        Entry first = entries.peek();
        while (first != null && first.cancelled) {
            entries.remove();
            first = entries.peek();
        }
    }
}
