package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tracks how the batches of a lane become named objects. Batches are cut ahead, as many as there are documents for, and
 * sent one after the other once a complete checkpoint has their bounds and names. So every further attempt writes the
 * same rows under the same name, whatever happens.
 *
 * <p>Only counts are kept here; bounds and names are in the {@link Cursor}.
 */
public final class ObjectPlan {
    /** Most batches that are fixed and not delivered. */
    public static final int MOST_FIXED = 64;

    /** A checkpoint, and how many batches it has. */
    private record Taken(long checkpoint, long fixed) {}

    private final Deque<Taken> taken = new ArrayDeque<>();
    private Position next;
    private long number;
    private int records;
    private long bytes;
    private long since;
    private boolean isWaiting;
    private boolean isHeadShrunk;
    /** How many batches were ever fixed, are safe in a checkpoint, may have been written, and were settled. */
    private long fixed;

    private long safe;
    private long doubtful;
    private long settled;

    /**
     * Continues after the batches that the cursor has fixed.
     *
     * @param isRestored whether the cursor is from before a restart: it was in a checkpoint, and the batches may have
     *     been sent since
     */
    ObjectPlan(Cursor cursor, boolean isRestored) {
        next = cursor.position();
        number = cursor.before();
        for (Cursor.FixedBatch batch : cursor.fixed()) {
            next = batch.until();
            number = batch.number();
        }
        fixed = cursor.fixed().size();
        safe = isRestored ? fixed : 0;
        doubtful = safe;
    }

    /** Where cutting goes on. */
    public Position next() {
        return next;
    }

    /** Entries of the kind before {@link #next}; negative if an older release has not kept it. */
    public long number() {
        return number;
    }

    /** Whether cutting may go on. */
    public boolean hasRoom() {
        return number >= 0 && fixed - settled < MOST_FIXED;
    }

    /** Documents of the next batch so far. */
    public int records() {
        return records;
    }

    /** Bytes of JSON of the next batch so far. */
    public long bytes() {
        return bytes;
    }

    /** Since when there have been documents for the next batch, in monotonic nanoseconds. */
    public long since() {
        return since;
    }

    /** Notes whether there are documents for the next batch now. */
    public void waits(boolean does, long nanos) {
        if (does && !isWaiting) {
            since = nanos;
        }
        isWaiting = does;
    }

    /** Adds a reading to the next batch. */
    public void looked(Reading reading) {
        next = reading.next();
        number += reading.passed();
        records += reading.records();
        bytes += reading.jsonBytes();
    }

    /** Ends the next batch here; it has got its name. */
    public void cut() {
        fixed++;
        records = 0;
        bytes = 0;
        isWaiting = false;
    }

    /** Moves cutting to the cursor if nothing is fixed or counted. */
    public void beginAt(Cursor cursor) {
        if (!hasFixed() && records == 0 && number != cursor.before()) {
            next = cursor.position();
            number = cursor.before();
        }
    }

    /** Whether there are batches that are fixed and not settled. */
    public boolean hasFixed() {
        return fixed > settled;
    }

    /** Whether complete checkpoints have all batches that are fixed. */
    public boolean isAllSafe() {
        return safe >= fixed;
    }

    /** Whether a complete checkpoint has the next batch, so that it may be sent. */
    public boolean isHeadSafe() {
        return safe > settled;
    }

    /** Whether the next batch may already have been written. */
    public boolean mayExist() {
        return doubtful > settled;
    }

    /** Notes that an attempt at the next batch has ended without an answer. */
    public void headMayExist() {
        doubtful = Math.max(doubtful, settled + 1);
    }

    /** Notes that some of the next batch has expired: no checkpoint knows yet what is left. */
    public void headShrunk() {
        isHeadShrunk = true;
        unsafe();
    }

    /** Whether the next batch is to be sent as a checkpoint has it, even if more of it has expired meanwhile. */
    public boolean isHeadShrunk() {
        return isHeadShrunk;
    }

    /** Notes that the next batch is sent. */
    public void headSent() {
        isHeadShrunk = false;
    }

    /** Notes that the next batch has settled. */
    public void headSettled() {
        settled++;
        isHeadShrunk = false;
    }

    /** Notes that the next batch has got another name, which no checkpoint has. */
    public void headRenamed() {
        doubtful = settled;
        unsafe();
    }

    private void unsafe() {
        safe = settled;
        taken.clear();
    }

    /** Makes all fixed batches safe, because there are no checkpoints. */
    public void allSafe() {
        safe = fixed;
    }

    /** Notes that a checkpoint has what is fixed by now. */
    public void snapshotTaken(long checkpoint) {
        if (fixed > safe) {
            taken.addLast(new Taken(checkpoint, fixed));
        }
    }

    /** Notes that the checkpoint is complete; earlier ones do not matter any more. */
    public void completed(long checkpoint) {
        Taken first = taken.peekFirst();
        while (first != null && first.checkpoint() <= checkpoint) {
            safe = Math.max(safe, first.fixed());
            taken.removeFirst();
            first = taken.peekFirst();
        }
    }
}
