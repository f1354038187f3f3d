package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import org.jspecify.annotations.Nullable;

/**
 * How far a lane has come in its organisation's journal, and what it did on the way. Kept in state.
 *
 * @param position the next entry to look at
 * @param before entries of the lane's kind before the position, since the journal began
 * @param delivered documents that the receiver accepted
 * @param refused documents given up because the receiver refuses their content
 * @param expired documents that left the history undelivered
 * @param stale documents that the receiver accepted but drops as too old
 * @param skipped documents that a replay jumped over
 * @param lastDeliveredAt when something was delivered last, milliseconds since the epoch; 0 for never
 * @param lastReplayId the last replay that was carried out; empty for none
 * @param fixed bounds of the batch that is tried until it is delivered; null when the next batch is not fixed
 */
record Cursor(
        Position position,
        long before,
        long delivered,
        long refused,
        long expired,
        long stale,
        long skipped,
        long lastDeliveredAt,
        String lastReplayId,
        @Nullable FixedBatch fixed) {

    /**
     * A batch that keeps its bounds, and its name where the receiving side knows it by one.
     *
     * @param until the position behind its last document
     * @param name the object's name; empty where there is none
     */
    record FixedBatch(Position until, String name) {}

    static Cursor at(Mark mark, long before, String replayId) {
        return new Cursor(mark.position(), before, 0, 0, 0, 0, 0, 0, replayId, null);
    }

    /** Behind entries that have settled; free to cut the next batch anew when none of this one is left. */
    Cursor behind(Round.Progress progress, boolean isWhole) {
        return new Cursor(
                progress.position(),
                progress.number(),
                delivered + progress.delivered(),
                refused + progress.refused(),
                expired,
                stale,
                skipped,
                lastDeliveredAt,
                lastReplayId,
                isWhole ? null : fixed);
    }

    /** The receiver has taken something, of which it drops some as too old. */
    Cursor accepted(long now, long newStale) {
        return new Cursor(
                position, before, delivered, refused, expired, stale + newStale, skipped, now, lastReplayId, fixed);
    }

    /** At the first entry that was read, when those before it have expired. */
    Cursor behindExpired(Reading reading) {
        Entry first = reading.entries().get(0);
        return new Cursor(
                first.position(),
                first.number(),
                delivered,
                refused,
                expired + reading.expired(),
                stale,
                skipped,
                lastDeliveredAt,
                lastReplayId,
                fixed);
    }

    /** After entries were passed by of which none is to be delivered. */
    Cursor passed(Reading reading) {
        return new Cursor(
                reading.next(),
                before + reading.passed(),
                delivered,
                refused,
                expired + reading.expired(),
                stale,
                skipped,
                lastDeliveredAt,
                lastReplayId,
                fixed);
    }

    /** With the bounds of the batch that was read, and the name that its place knows it by; empty for none. */
    Cursor fixed(Position until, String name) {
        return withFixed(new FixedBatch(until, name));
    }

    /** Free to cut the next batch anew. */
    Cursor unfixed() {
        return withFixed(null);
    }

    private Cursor withFixed(@Nullable FixedBatch batch) {
        return new Cursor(
                position, before, delivered, refused, expired, stale, skipped, lastDeliveredAt, lastReplayId, batch);
    }

    /** Moved by a replay; what a move forward jumps over is counted. */
    Cursor moved(Mark mark, long newBefore, String replayId) {
        return new Cursor(
                mark.position(),
                newBefore,
                delivered,
                refused,
                expired,
                stale,
                skipped + Math.max(0, newBefore - before),
                lastDeliveredAt,
                replayId,
                null);
    }
}
