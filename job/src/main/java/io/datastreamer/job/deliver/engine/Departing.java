package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Stretch;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import io.datastreamer.job.deliver.ledger.Owed;

/**
 * Counts, for each lane, the documents that are about to leave the history unsettled. The cursor does not move: when it
 * gets there, these entries are already counted.
 */
final class Departing {
    private final DataStreams streams;
    private final RoundReader reader;
    private final Ledgers ledgers;

    Departing(DataStreams streams, RoundReader reader, Ledgers ledgers) {
        this.streams = streams;
        this.reader = reader;
        this.ledgers = ledgers;
    }

    /** How far a piece of work got. */
    enum Came {
        /** Everything that leaves is counted. */
        ALL,
        /** Some of it is counted. */
        SOME,
        /** Nothing is counted now: a request is under way that may still deliver some of it. */
        WAITS
    }

    /** Whether any lane has entries to count in the sealed segments of a journal. */
    boolean isBehind(String journalKey, Journal journal) {
        for (Lane lane : streams.lanesOf(journalKey)) {
            if (firstOwed(lane) < journal.sealed().of(lane.kind())) {
                return true;
            }
        }
        return false;
    }

    private static long firstOwed(Lane lane) {
        return lane.cursor().ledger().owed().first(0);
    }

    /** Counts some of the entries before a journal's next start. */
    Came countSome(String journalKey, Journal journal, Mark start) {
        for (Lane lane : streams.lanesOf(journalKey)) {
            long end = start.before().of(lane.kind());
            if (firstOwed(lane) < end) {
                if (mayStillDeliver(lane, end)) {
                    return Came.WAITS;
                }
                count(lane, journal, end);
                return Came.SOME;
            }
        }
        return Came.ALL;
    }

    private static boolean mayStillDeliver(Lane lane, long end) {
        Round round = lane.round();
        boolean isAtHand = round != null && !round.isEmpty();
        boolean goesOn = lane.phase() == Phase.READY || lane.phase() == Phase.SENDING;
        boolean isUnderWay = lane.cursor().before() < end && (lane.inFlight() > 0 || (isAtHand && goesOn));
        return isUnderWay
                || (lane.apart().isUnderWay()
                        && lane.cursor().apart().stream().anyMatch(apart -> apart.number() < end));
    }

    private void count(Lane lane, Journal journal, long end) {
        Owed owed = lane.cursor().ledger().owed();
        long first = owed.first(0);
        long last = Math.min(owed.endOf(first), end) - 1;
        Stretch read = journal.reader()
                .stretch(first, last, reader.selection(lane, 1, 1).evenIfExpired());
        LedgerChange counts = ledgers.change(lane);
        for (Entry entry : read.entries()) {
            count(lane, entry, counts);
        }
        // what was removed earlier, by an older release or with a gap that was forgotten, is not counted by the hour
        streams.store(lane, lane.cursor().counted(counts.settled(first, read.to())));
    }

    private static void count(Lane lane, Entry entry, LedgerChange counts) {
        Round round = lane.round();
        if (round != null && round.wasDeliveredAhead(entry.number())) {
            counts.delivered(entry);
        } else {
            counts.gone(entry, lane.cursor().before());
        }
    }
}
