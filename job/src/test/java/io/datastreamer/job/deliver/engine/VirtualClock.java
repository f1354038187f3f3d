package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.MemoryJournalStore;
import java.time.Duration;

/** The time of a {@link World}: a monotonic clock, and a wall clock that runs with it until it is set. */
final class VirtualClock {
    static final long NANOS_OF_MS = 1_000_000;

    /**
     * How long the engine's work takes, in nanoseconds.
     *
     * @param look a look at the clock, and what was done since the previous one
     * @param header reading a segment's header
     * @param body reading frames
     * @param write writing a value
     * @param emit emitting something
     * @param send handing a request over
     */
    record Costs(long look, long header, long body, long write, long emit, long send) {
        /** Work takes no time. */
        static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0);
        /** About what state on a disk takes. */
        static final Costs USUAL = new Costs(20_000, 15_000, 150_000, 20_000, 5_000, 20_000);

        long of(MemoryJournalStore.Access access) {
            return switch (access) {
                case READ_HEADER -> header;
                case READ_BODY -> body;
                case WRITE -> write;
            };
        }
    }

    private long nanos = 1_000;
    private long wallNanos;

    /** Starts at a time of the wall clock, milliseconds since the epoch. */
    VirtualClock(long now) {
        wallNanos = now * NANOS_OF_MS;
    }

    /** The monotonic clock, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** The wall clock, nanoseconds since the epoch. */
    long wallNanos() {
        return wallNanos;
    }

    /** The wall clock, milliseconds since the epoch. */
    long now() {
        return wallNanos / NANOS_OF_MS;
    }

    /** Lets time pass up to a time of the monotonic clock, unless that is over. */
    void moveTo(long time) {
        if (time - nanos > 0) {
            wallNanos += time - nanos;
            nanos = time;
        }
    }

    /** Adds the time of some work, which does not count in the time that a test lets pass. */
    void spend(long moreNanos) {
        nanos += moreNanos;
    }

    /** The same, up to a time of the monotonic clock. */
    void spendUntil(long time) {
        nanos = Math.max(nanos, time);
    }

    /** Somebody sets the wall clock. */
    void set(Duration forward) {
        wallNanos += forward.toNanos();
    }

    /** Sets the wall clock to where it has to be after the time that a test lets pass. */
    void setWall(long wall) {
        wallNanos = wall;
    }
}
