package io.datastreamer.job.deliver.engine;

import java.util.ArrayDeque;
import java.util.Deque;

/** The time of a {@link Simulation}, with a wall clock that is set forward and back. */
final class LifeClock {
    /** How much later something may be sent that was read in time. */
    private static final long AT_HAND_MS = 60_000;

    private record Step(long time, long forward) {}

    private final Deque<Step> forward = new ArrayDeque<>();
    private long time;
    private long set;
    private long latest = World.START;
    private boolean wasSetBack;

    /** Since the life began, in milliseconds. */
    long time() {
        return time;
    }

    /** What the wall clock shows, milliseconds since the epoch. */
    long wall() {
        return World.START + time + set;
    }

    /** The latest that the wall clock ever showed. */
    long latestWall() {
        return latest;
    }

    /** The earliest that it may have shown when what is sent now was read. */
    long wallWhenRead() {
        while (!forward.isEmpty() && forward.peekFirst().time < time - AT_HAND_MS) {
            forward.removeFirst();
        }
        return wall() - AT_HAND_MS - forward.stream().mapToLong(Step::forward).sum();
    }

    /** Whether times that were noted may still be in the future. */
    boolean wasSetBack() {
        return wasSetBack;
    }

    void moveTo(long newTime) {
        time = newTime;
        latest = Math.max(latest, wall());
    }

    /** Somebody sets the wall clock. */
    void set(long forwardMs) {
        set += forwardMs;
        wasSetBack |= forwardMs < 0;
        if (forwardMs > 0) {
            forward.addLast(new Step(time, forwardMs));
        }
        latest = Math.max(latest, wall());
    }
}
