package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How the batches of a lane become objects with names: they are cut ahead of being sent, as many as there are documents
 * for, and sent one after the other once a complete checkpoint has their bounds and names. Whatever happens then, every
 * further attempt writes the same rows under the same name.
 *
 * <p>Only counts are kept here; bounds and names are in the {@link Cursor}.
 */
public final class ObjectPlan {
    /** So many batches may be fixed and not delivered. */
    public static final int MOST_FIXED = 64;

    /** A checkpoint has the batches up to a number. */
    private record Taken(long checkpoint, long fixed) {}

    private final Deque<Taken> taken = new ArrayDeque<>();
    private Position next;
    private long number;
    private int records;
    private long bytes;
    private long since;
    private boolean isWaiting;
    private boolean isHeadShrunk;
    /** How many batches were ever fixed, were safe in a checkpoint, may have been written, and were settled. */
    private long fixed;

    private long safe;
    private long doubtful;
    private long settled;

    /**
     * Goes on behind what the cursor has fixed.
     *
     * @param isRestored whether that is from before a restart: it was in a checkpoint, and may have been sent after it
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

    /** Entries of the kind before {@link #next}; negative when an older release has not kept it. */
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

    /** Whether there are documents for the next batch now. */
    public void waits(boolean does, long nanos) {
        if (does && !isWaiting) {
            since = nanos;
        }
        isWaiting = does;
    }

    /** Entries were looked at. */
    public void looked(Reading reading) {
        next = reading.next();
        number += reading.passed();
        records += reading.records();
        bytes += reading.jsonBytes();
    }

    /** The next batch ends here, and has got its name. */
    public void cut() {
        fixed++;
        records = 0;
        bytes = 0;
        isWaiting = false;
    }

    /** Where nothing is fixed or counted, cutting begins where the cursor stands. */
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

    /** Whether the next batch may be at its place already. */
    public boolean mayExist() {
        return doubtful > settled;
    }

    /** An attempt at the next batch has ended without an answer. */
    public void headMayExist() {
        doubtful = Math.max(doubtful, settled + 1);
    }

    /** Some of the next batch has expired: no checkpoint knows what is left. */
    public void headShrunk() {
        isHeadShrunk = true;
        unsafe();
    }

    /** Whether the next batch is to be sent as a checkpoint has it, even if more of it has expired meanwhile. */
    public boolean isHeadShrunk() {
        return isHeadShrunk;
    }

    /** The next batch is sent. */
    public void headSent() {
        isHeadShrunk = false;
    }

    /** The next batch has settled. */
    public void headSettled() {
        settled++;
        isHeadShrunk = false;
    }

    /** The next batch has got another name, which no checkpoint has. */
    public void headRenamed() {
        doubtful = settled;
        unsafe();
    }

    private void unsafe() {
        safe = settled;
        taken.clear();
    }

    /** All that is fixed is safe: there are no checkpoints. */
    public void allSafe() {
        safe = fixed;
    }

    /** A checkpoint has what is fixed by now. */
    public void snapshotTaken(long checkpoint) {
        if (fixed > safe) {
            taken.addLast(new Taken(checkpoint, fixed));
        }
    }

    /** The checkpoint is complete, so that those before it do not matter any more. */
    public void completed(long checkpoint) {
        Taken first = taken.peekFirst();
        while (first != null && first.checkpoint() <= checkpoint) {
            safe = Math.max(safe, first.fixed());
            taken.removeFirst();
            first = taken.peekFirst();
        }
    }
}
