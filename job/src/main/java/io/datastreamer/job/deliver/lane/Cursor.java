package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a lane has come in its organisation's journal, and what became of the documents before. Kept in state.
 *
 * @param position the next entry to read
 * @param before entries of the lane's kind before the position, since the journal began
 * @param reached the most that {@code before} ever was: entries with a smaller number were settled once, and a replay
 *     settles them again
 * @param counters what became of the documents
 * @param lastDeliveredAt when something was delivered last, milliseconds since the epoch; 0 for never
 * @param lastReplayId the last replay that was carried out; empty for none
 * @param fixed batches whose bounds do not change any more, the next one first: one that has failed, or those that have
 *     names
 * @param apart documents before the position that are not settled: they are tried by themselves
 * @param intake what the receiver takes in one request
 * @param ledger what became of each document
 */
public record Cursor(
        Position position,
        long before,
        long reached,
        Counters counters,
        long lastDeliveredAt,
        String lastReplayId,
        List<FixedBatch> fixed,
        List<Apart> apart,
        Intake intake,
        LaneLedger ledger) {

    /** Keeps copies of the lists. */
    public Cursor {
        fixed = List.copyOf(fixed);
        apart = List.copyOf(apart);
    }

    /**
     * A cursor of an earlier release, which had no documents apart, knew nothing of the receiver and kept no ledger.
     */
    public Cursor(
            Position position,
            long before,
            long reached,
            Counters counters,
            long lastDeliveredAt,
            String lastReplayId,
            List<FixedBatch> fixed) {
        this(
                position,
                before,
                reached,
                counters,
                lastDeliveredAt,
                lastReplayId,
                fixed,
                List.of(),
                Intake.UNKNOWN,
                LaneLedger.ofEarlierRelease(before, reached));
    }

    /**
     * What became of a lane's documents, in numbers.
     *
     * @param delivered documents that the receiver accepted
     * @param refused documents given up because the receiver refuses their content
     * @param expired documents that left the history undelivered
     * @param stale documents that the receiver accepted but drops as too old
     * @param skipped documents that a replay jumped over
     */
    public record Counters(long delivered, long refused, long expired, long stale, long skipped) {
        /** All zero. */
        public static final Counters NONE = new Counters(0, 0, 0, 0, 0);

        /** The sum of two lanes' counters. */
        public Counters plus(Counters other) {
            return new Counters(
                    delivered + other.delivered,
                    refused + other.refused,
                    expired + other.expired,
                    stale + other.stale,
                    skipped + other.skipped);
        }

        /** With more documents settled. */
        public Counters settled(long moreDelivered, long moreRefused) {
            return new Counters(delivered + moreDelivered, refused + moreRefused, expired, stale, skipped);
        }

        /** With more documents expired. */
        public Counters expired(long more) {
            return new Counters(delivered, refused, expired + more, stale, skipped);
        }

        Counters stale(long more) {
            return new Counters(delivered, refused, expired, stale + more, skipped);
        }

        Counters skipped(long more) {
            return new Counters(delivered, refused, expired, stale, skipped + more);
        }
    }

    /**
     * A batch that keeps its bounds, and its name if it is a named object.
     *
     * @param until the position after its last document
     * @param number entries of the lane's kind before that position; negative if an older release has not kept it
     * @param name the object's name; empty if there is none
     */
    public record FixedBatch(Position until, long number, String name) {}

    /** The cursor of a lane that starts here. */
    public static Cursor at(Mark mark, long before, String replayId) {
        return new Cursor(
                mark.position(),
                before,
                before,
                Counters.NONE,
                0,
                replayId,
                List.of(),
                List.of(),
                Intake.UNKNOWN,
                LaneLedger.from(before));
    }

    /** The next batch if its bounds are fixed; null otherwise. */
    public @Nullable FixedBatch head() {
        return fixed.isEmpty() ? null : fixed.get(0);
    }

    /**
     * Moved past entries that have settled or wait apart. If that was all of the next batch, the one after it comes
     * next.
     *
     * @param simsWait whether later documents of a SIM wait behind one that waits apart
     * @param counted the ledger with what was settled
     */
    public Cursor behind(Round.Progress progress, boolean isWhole, boolean simsWait, LaneLedger counted) {
        Cursor behind = moved(progress.position(), progress.number(), counted)
                .with(counters.settled(progress.delivered(), progress.refused()))
                .withFixed(isWhole && !fixed.isEmpty() ? fixed.subList(1, fixed.size()) : fixed);
        if (progress.apart().isEmpty()) {
            return behind;
        }
        List<Apart> more = new ArrayList<>(apart);
        progress.apart()
                .forEach(entry -> more.add(new Apart(
                        entry.position(),
                        entry.number(),
                        simsWait ? entry.item().simKey() : "",
                        0)));
        return behind.withApart(more);
    }

    /** After the receiver took something, some of which it drops as too old. */
    public Cursor accepted(long now, long newStale) {
        return new Cursor(
                position, before, reached, counters.stale(newStale), now, lastReplayId, fixed, apart, intake, ledger);
    }

    /** Moved past documents that were fetched by now; some may have expired before. */
    public Cursor fetched(Position to, long number, Counters after, LaneLedger counted, long now) {
        Cursor moved = moved(to, number, counted);
        return new Cursor(
                moved.position,
                moved.before,
                moved.reached,
                after,
                now,
                lastReplayId,
                fixed,
                apart,
                intake,
                moved.ledger);
    }

    /** With a document before the position that is to be sent once more, by itself. */
    public Cursor again(Apart entry) {
        List<Apart> more = new ArrayList<>(apart);
        more.add(entry);
        return withApart(more);
    }

    /** Without an entry that waited apart and is now settled. */
    public Cursor withoutApart(Apart entry, Counters settled, LaneLedger counted) {
        List<Apart> left = new ArrayList<>(apart);
        left.removeIf(other -> other.number() == entry.number());
        return withApart(left).with(settled).counted(counted);
    }

    /** With another ledger. */
    public Cursor counted(LaneLedger counted) {
        return new Cursor(
                position, before, reached, counters, lastDeliveredAt, lastReplayId, fixed, apart, intake, counted);
    }

    /** With one more failed try of an entry that waits apart. */
    public Cursor triedApart(long number) {
        return withApart(apart.stream()
                .map(entry -> entry.number() == number ? entry.triedOnceMore() : entry)
                .toList());
    }

    /** With what was learnt about the receiver. */
    public Cursor learnt(Intake newIntake) {
        return new Cursor(
                position, before, reached, counters, lastDeliveredAt, lastReplayId, fixed, apart, newIntake, ledger);
    }

    private Cursor withApart(List<Apart> entries) {
        return new Cursor(
                position, before, reached, counters, lastDeliveredAt, lastReplayId, fixed, entries, intake, ledger);
    }

    /** Moved to the first entry that was read, because those before it have expired. */
    public Cursor behindExpired(Reading reading) {
        var first = reading.entries().get(0);
        return movedBehind(reading, first.position(), first.number());
    }

    /** Moved past entries, none of which is to be delivered. */
    public Cursor passed(Reading reading) {
        return movedBehind(reading, reading.next(), before + reading.passed());
    }

    private Cursor movedBehind(Reading reading, Position to, long number) {
        LaneLedger counted = ledger.owing(
                reading.skipsOld()
                        ? ledger.owed().leaving(before, number)
                        : ledger.owed().without(before, number));
        return moved(to, number, counted).with(counters.expired(reading.expired()));
    }

    /** With one more batch whose bounds are fixed, and its object's name; empty for none. */
    public Cursor fixed(Position until, long number, String name) {
        List<FixedBatch> more = new ArrayList<>(fixed);
        more.add(new FixedBatch(until, number, name));
        return withFixed(more);
    }

    /** With another name for the next batch. */
    public Cursor renamed(String name) {
        List<FixedBatch> renamed = new ArrayList<>(fixed);
        FixedBatch head = renamed.get(0);
        renamed.set(0, new FixedBatch(head.until(), head.number(), name));
        return withFixed(renamed);
    }

    /** Without the next batch, because nothing is left of it. */
    public Cursor withoutHead() {
        return fixed.isEmpty() ? this : withFixed(fixed.subList(1, fixed.size()));
    }

    /** Without fixed batches: all are cut anew. */
    public Cursor unfixed() {
        return withFixed(List.of());
    }

    /**
     * Moved by a replay; what a move forward jumps over is counted. Documents that wait apart before the new position
     * go on waiting.
     */
    public Cursor replayed(Mark mark, long newBefore, String replayId) {
        Cursor moved =
                moved(mark.position(), newBefore, ledger.owing(ledger.owed().movedTo(newBefore)));
        return new Cursor(
                moved.position,
                moved.before,
                moved.reached,
                counters.skipped(Math.max(0, newBefore - before)),
                lastDeliveredAt,
                replayId,
                List.of(),
                apart.stream().filter(entry -> entry.number() < newBefore).toList(),
                intake,
                moved.ledger);
    }

    private Cursor moved(Position to, long number, LaneLedger counted) {
        return new Cursor(
                to,
                number,
                Math.max(reached, number),
                counters,
                lastDeliveredAt,
                lastReplayId,
                fixed,
                apart,
                intake,
                counted);
    }

    private Cursor with(Counters newCounters) {
        return new Cursor(
                position, before, reached, newCounters, lastDeliveredAt, lastReplayId, fixed, apart, intake, ledger);
    }

    private Cursor withFixed(List<FixedBatch> batches) {
        return new Cursor(
                position, before, reached, counters, lastDeliveredAt, lastReplayId, batches, apart, intake, ledger);
    }

    /** Documents that the receiver accepted. */
    public long delivered() {
        return counters.delivered();
    }

    /** Documents given up because the receiver refuses their content. */
    public long refused() {
        return counters.refused();
    }

    /** Documents that left the history undelivered. */
    public long expired() {
        return counters.expired();
    }

    /** Documents that the receiver accepted but drops as too old. */
    public long stale() {
        return counters.stale();
    }

    /** Documents that a replay jumped over. */
    public long skipped() {
        return counters.skipped();
    }
}
