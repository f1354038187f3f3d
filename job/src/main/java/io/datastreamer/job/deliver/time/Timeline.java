package io.datastreamer.job.deliver.time;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Schedules actions for later times, in memory, in nanoseconds of a monotonic clock, so that setting a wall clock
 * changes no wait. One wake-up at {@link #next} serves all of them.
 */
public final class Timeline {
    /** The time of something that is never due. */
    public static final long NEVER = Long.MAX_VALUE;

    /** An action that will run unless it is cancelled. */
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

        /** Cancels the action; does nothing if it has run. */
        public void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(entry -> entry.time).thenComparingLong(entry -> entry.sequence));
    private long sequence;

    /**
     * Has {@link #runDue} run the action from the given time on. Actions of the same time run in the order of these
     * calls.
     */
    public Entry at(long nanos, Runnable action) {
        Entry entry = new Entry(nanos, sequence++, action);
        entries.add(entry);
        return entry;
    }

    /** When the next action is due, or {@link #NEVER}. */
    public long next() {
        dropCancelled();
        Entry first = entries.peek();
        return first == null ? NEVER : first.time;
    }

    /** Runs the next action that is due; false if none is. */
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
