package io.datastreamer.job.enrich;

/**
 * The work that no record brings: keys that have become due, and the {@link Sweep} after a change of the catalog. It is
 * done in slices, with pauses between them. While records come, the pauses are long, and input has four fifths of the
 * task's time: a piece of work that waited for its turn all the time would let Flink take but one record between two
 * slices. Without input they are as short as can be.
 */
final class Backlog implements AutoCloseable {
    private static final long IDLE_MILLIS = 100;
    private static final long PAUSE_MILLIS = 1;
    private static final long PAUSE_FOR_INPUT_MILLIS = 20;

    private final DueKeys dueKeys;
    private final Sweep sweep;
    private boolean hasDueKeys;
    private boolean hasInput;
    private long pauseMillis = PAUSE_MILLIS;

    /** Looks at the keys that are due. */
    interface DueKeys {
        /** Goes on until the slice is over, by one key at least; whether none is left. */
        boolean go(Slice slice) throws Exception;
    }

    Backlog(DueKeys dueKeys, Sweep sweep) {
        this.dueKeys = dueKeys;
        this.sweep = sweep;
    }

    /** Tells that a record came, so that pauses are long enough for others. */
    void inputCame() {
        hasInput = true;
    }

    /** The catalog has changed. */
    void sweep() {
        sweep.want();
    }

    /** Whether nothing is left that could be done now, as far as is known. */
    boolean isDone() {
        return !hasDueKeys && sweep.isDone();
    }

    /** Works until all is done, or the slice is over. */
    void work(Slice slice) throws Exception {
        hasDueKeys = !dueKeys.go(slice);
        // the one must not keep the other from going on at all
        sweep.go(slice);
        if (isDone()) {
            pauseMillis = IDLE_MILLIS;
        } else {
            pauseMillis = hasInput ? PAUSE_FOR_INPUT_MILLIS : PAUSE_MILLIS;
        }
        hasInput = false;
    }

    /** How long to wait before the next {@link #work}. */
    long pauseMillis() {
        return pauseMillis;
    }

    @Override
    public void close() {
        sweep.close();
    }
}
