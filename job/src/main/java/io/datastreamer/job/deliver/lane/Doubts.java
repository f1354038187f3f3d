package io.datastreamer.job.deliver.lane;

import org.jspecify.annotations.Nullable;

/** What a lane is finding out about sizes and documents that get no answer. In the heap alone. */
public final class Doubts {
    private static final long FIRST_LOOK_NANOS = 600_000_000_000L;
    private static final long RAREST_LOOK_NANOS = 86_400_000_000_000L;
    private static final int RARER = 4;

    private @Nullable Halving halving;
    private @Nullable Loner loner;
    private long lookWait;
    private long lookAt;

    /** The batch that goes in parts; null when none does. */
    public @Nullable Halving halving() {
        return halving;
    }

    /** A batch begins to go in parts, or has. */
    public void halving(@Nullable Halving newHalving) {
        halving = newHalving;
    }

    /** The document that failed alone; null when none did. */
    public @Nullable Loner loner() {
        return loner;
    }

    /** A document failed alone, or it is known why. */
    public void loner(@Nullable Loner newLoner) {
        loner = newLoner;
    }

    /** Whether it is time to try whether larger requests are taken by now: after ten minutes first, then ever more rarely. */
    public boolean looksUpwards(long nanos) {
        if (lookWait == 0) {
            lookWait = FIRST_LOOK_NANOS;
            lookAt = nanos + lookWait;
        }
        return nanos - lookAt >= 0;
    }

    /** Larger requests are still not taken. */
    public void lookedInVain(long nanos) {
        lookWait = Math.min(RAREST_LOOK_NANOS, RARER * Math.max(lookWait, FIRST_LOOK_NANOS / RARER));
        lookAt = nanos + lookWait;
    }

    /** What comes next has nothing to do with what was found out. */
    void forget() {
        halving = null;
        loner = null;
    }

    /** Nothing is known of the receiver. */
    void restart() {
        forget();
        lookWait = 0;
    }
}
