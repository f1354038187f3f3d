package io.datastreamer.job.deliver.lane;

import org.jspecify.annotations.Nullable;

/** What a lane is finding out about sizes and documents that get no answer. Only in the heap. */
public final class Doubts {
    private static final long FIRST_LOOK_NANOS = 600_000_000_000L;
    private static final long RAREST_LOOK_NANOS = 86_400_000_000_000L;
    private static final int RARER = 4;

    private @Nullable Halving halving;
    private @Nullable Loner loner;
    private long lookWait;
    private long lookAt;

    /** The batch that is sent in parts; null if none is. */
    public @Nullable Halving halving() {
        return halving;
    }

    /** Sets the batch that is sent in parts; null for none. */
    public void halving(@Nullable Halving newHalving) {
        halving = newHalving;
    }

    /** The document that failed alone; null if none did. */
    public @Nullable Loner loner() {
        return loner;
    }

    /** Sets the document that failed alone; null once it is known why. */
    public void loner(@Nullable Loner newLoner) {
        loner = newLoner;
    }

    /**
     * Whether it is time to try larger requests again: first after ten minutes, then ever more rarely, down to once a
     * day.
     */
    public boolean looksUpwards(long nanos) {
        if (lookWait == 0) {
            lookWait = FIRST_LOOK_NANOS;
            lookAt = nanos + lookWait;
        }
        return nanos - lookAt >= 0;
    }

    /** Notes that larger requests are still not taken. */
    public void lookedInVain(long nanos) {
        lookWait = Math.min(RAREST_LOOK_NANOS, RARER * Math.max(lookWait, FIRST_LOOK_NANOS / RARER));
        lookAt = nanos + lookWait;
    }

    /** Forgets the parts and the document: what comes next has nothing to do with them. */
    void forget() {
        halving = null;
        loner = null;
    }

    /** Forgets everything about the receiver. */
    void restart() {
        forget();
        lookWait = 0;
    }
}
