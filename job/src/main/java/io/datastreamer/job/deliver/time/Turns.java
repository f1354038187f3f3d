package io.datastreamer.job.deliver.time;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Does the engine's own work in turns, between which input passes.
 *
 * <p>Flink takes one input record at a time while a mail is posted, and as many as there are otherwise. So a turn ends
 * after {@link #SLICE_NANOS}, and if input is waiting, the next turn begins only when input has had its time: as long
 * as the turn took, and three times as long for work that nobody waits for. Without input, turns follow each other at
 * once. A turn is never put off for longer than that: endless input does not stop the engine's work.
 */
public final class Turns {
    /** A turn takes about this long. */
    public static final long SLICE_NANOS = 5_000_000;
    /** While input is waiting, turns are at least this far apart: each makes a few records pass one by one. */
    private static final long LEAST_PAUSE_NANOS = 1_000_000;
    /** How often to look whether input is still coming, while it has its time. */
    private static final long LOOK_NANOS = 1_000_000;
    /** After work that nobody waits for, input has this many times as long as the work took. */
    private static final int PATIENT_PAUSE = 3;

    /** What a piece of work was. */
    public enum Did {
        /** There was nothing to do. */
        NOTHING,
        /** It moved deliveries on. */
        WORK,
        /** Nobody waited for it: scans, restores, flushes, expiry. */
        PATIENT_WORK
    }

    /** Work that comes in pieces of a millisecond or two at most. */
    public interface Chore {
        /** Does the next piece. */
        Did piece();
    }

    private final LongSupplier nanos;
    private final Runnable post;
    private final LongConsumer wakeAt;
    private final List<Chore> chores;

    private int next;
    private boolean asked;
    private boolean inTurn;
    private long inputs;
    private long inputsSeen;
    private long inputUntil;

    /**
     * Creates turns of chores, which do one piece each, in turn.
     *
     * @param nanos a monotonic clock
     * @param post has {@link #turn} called soon
     * @param wakeAt has {@link #turn} called at a time of the clock, or soon after it
     */
    public Turns(LongSupplier nanos, Runnable post, LongConsumer wakeAt, List<Chore> chores) {
        this.nanos = nanos;
        this.post = post;
        this.wakeAt = wakeAt;
        this.chores = List.copyOf(chores);
        this.inputUntil = nanos.getAsLong();
    }

    /** Notes that a record has come. */
    public void inputCame() {
        inputs++;
    }

    /** Asks for a turn, because a chore has something to do. */
    public void ask() {
        // a turn goes on until no chore has anything to do
        if (!asked && !inTurn) {
            asked = true;
            if (inputs == inputsSeen || nanos.getAsLong() - inputUntil >= 0) {
                post.run();
            } else {
                wakeAt.accept(inputUntil);
            }
        }
    }

    /** Whether a turn has been requested and is still to come. */
    public boolean isAsked() {
        return asked;
    }

    /** Works for one turn, unless it is the input's time. */
    public void turn() {
        asked = false;
        long start = nanos.getAsLong();
        if (inputs != inputsSeen && inputUntil - start > 0) {
            inputsSeen = inputs;
            asked = true;
            wakeAt.accept(Math.min(inputUntil, start + LOOK_NANOS));
            return;
        }
        inTurn = true;
        long at = start;
        long patient = 0;
        int idle = 0;
        while (idle < chores.size() && at - start < SLICE_NANOS) {
            Did did = chores.get(next).piece();
            next = (next + 1) % chores.size();
            if (did == Did.NOTHING) {
                idle++;
            } else {
                idle = 0;
                long now = nanos.getAsLong();
                patient += did == Did.PATIENT_WORK ? now - at : 0;
                at = now;
            }
        }
        inTurn = false;
        inputUntil = at + Math.max(LEAST_PAUSE_NANOS, at - start + (PATIENT_PAUSE - 1) * patient);
        inputsSeen = inputs;
        if (idle < chores.size()) {
            // when this mail comes, waiting input has taken a record, which shows that it is waiting
            asked = true;
            post.run();
        }
    }
}
