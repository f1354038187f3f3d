package io.datastreamer.job.enrich;

import java.io.Serializable;

/** How long one piece of work may keep the task's thread, from its making on. It is asked once after each step. */
final class Slice {
    /** Half of what input and barriers may have to wait for one piece of work: the last step comes on top. */
    private static final long NANOS = 5_000_000;

    /** For work that is done in one go. */
    static final Slice ENDLESS = new Slice(() -> 0);

    private final Ticker ticker;
    private final long start;

    /** The time by which slices are measured: nanoseconds that only go forward. */
    interface Ticker extends Serializable {
        long nanos();
    }

    Slice(Ticker ticker) {
        this.ticker = ticker;
        this.start = ticker.nanos();
    }

    /** For so many steps, however long they take. */
    static Slice ofSteps(int steps) {
        long[] taken = new long[1];
        return new Slice(() -> NANOS * taken[0]++ / steps);
    }

    /** Whether the work should stop after the step that it is at. */
    boolean isOver() {
        return ticker.nanos() - start >= NANOS;
    }
}
