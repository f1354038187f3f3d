package io.datastreamer.job.deliver;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen at a later time, in memory. One wake-up at {@link #next} serves all of it. */
final class Timeline {
    /** Time for what is never due. */
    static final long NEVER = Long.MAX_VALUE;

    /** Something that will happen, unless it is cancelled. */
    static final class Entry {
        private final long time;
        private final long sequence;
        private final Runnable action;
        private boolean cancelled;

        private Entry(long time, long sequence, Runnable action) {
            this.time = time;
            this.sequence = sequence;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(entry -> entry.time).thenComparingLong(entry -> entry.sequence));
    private long sequence;

    /** Has the action run by {@link #runDue} from the given time on; those of one time in the order of these calls. */
    Entry at(long time, Runnable action) {
        Entry entry = new Entry(time, sequence++, action);
        entries.add(entry);
        return entry;
    }

    /** When the next one is due, or {@link #NEVER}. */
    long next() {
        dropCancelled();
        Entry first = entries.peek();
        return first == null ? NEVER : first.time;
    }

    /** Runs the next one that is due; false when none is. */
    boolean runDue(long now) {
        dropCancelled();
        Entry first = entries.peek();
        if (first == null || first.time > now) {
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
