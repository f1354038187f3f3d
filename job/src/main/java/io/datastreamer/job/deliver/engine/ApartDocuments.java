package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.ApartTries;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Cursor.Counters;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries documents that wait apart: rarely, and each by itself, beside its lane's other requests. It gives one up only
 * on strict evidence: its content is refused while its neighbours are taken, or it failed for hours, each time between
 * two neighbours that were taken at their first attempt.
 */
final class ApartDocuments {
    /** A document is given up at this many tries that count: with their waits they take about ten hours. */
    private static final int MOST_TRIES = 150;

    private static final long NANOS_OF_MS = 1_000_000;

    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final Departures departures;
    private final Refusals refusals;
    private final Attempts attempts;
    private final Tally tally;
    private final Ledgers ledgers;
    private final long retentionMs;

    ApartDocuments(
            Host host,
            Journals journals,
            DataStreams streams,
            Departures departures,
            Refusals refusals,
            Attempts attempts,
            Tally tally,
            Ledgers ledgers,
            long retentionMs) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.departures = departures;
        this.refusals = refusals;
        this.attempts = attempts;
        this.tally = tally;
        this.ledgers = ledgers;
        this.retentionMs = retentionMs;
    }

    /** Whether a document is to be tried now. None is while the lane itself fails. */
    boolean isDue(Lane lane) {
        return nextAt(lane) - host.nanos() <= 0;
    }

    /** When the next document is tried, in monotonic nanoseconds; {@link Timeline#NEVER} if none is. */
    long nextAt(Lane lane) {
        if (lane.cursor().apart().isEmpty()
                || lane.apart().isUnderWay()
                || lane.health().failures() > 0) {
            return Timeline.NEVER;
        }
        Apart next = next(lane);
        return next == null ? Timeline.NEVER : lane.apart().dueAt(next, host.nanos());
    }

    private @Nullable Apart next(Lane lane) {
        return lane.apart().next(lane.cursor().apart(), host.nanos());
    }

    /** The request for the document that is due; null if it needs none any more. */
    @Nullable
    Flight depart(Lane lane) {
        Apart next = next(lane);
        if (next == null) {
            return null;
        }
        Entry entry = read(lane, next);
        if (entry == null) {
            return null;
        }
        lane.apart().departed();
        return departures.apart(lane, entry);
    }

    /**
     * Reads an entry again. Settles it if it has left the history or does not pass the filter any more, and returns
     * null then; also null if the reading took too long.
     */
    @Nullable
    Entry read(Lane lane, Apart apart) {
        Reading reading = reading(lane, apart);
        Entry entry = only(reading, apart);
        if (entry != null) {
            return entry;
        }
        if (reading.stop() == Reading.Stop.SLICE) {
            lane.apart().postpone(apart, host.nanos());
            return null;
        }
        Cursor cursor = lane.cursor();
        LaneLedger ledger = cursor.ledger();
        if (reading.expired() > 0) {
            // it will be counted by the hour before its segment is removed
            tally.expired(lane.apiType(), 1);
            settled(lane, apart, cursor.counters().expired(1), ledger);
        } else {
            settled(
                    lane,
                    apart,
                    cursor.counters(),
                    ledger.owing(ledger.owed().without(apart.number(), apart.number() + 1)));
        }
        return null;
    }

    /** An entry of the lane, whether it waits apart or not; null if it has left the history or is filtered out. */
    @Nullable
    Entry look(Lane lane, Apart at) {
        return only(reading(lane, at), at);
    }

    private Reading reading(Lane lane, Apart at) {
        Journal journal = journals.select(lane.stream().journalKey());
        Selection one = Selection.of(lane.stream().filter(lane.kind()), host.now() - retentionMs, 1, Long.MAX_VALUE)
                .until(new Position(at.position().segment(), at.position().ordinal() + 1));
        return journal.reader().read(at.position(), at.number(), one);
    }

    private static @Nullable Entry only(Reading reading, Apart at) {
        List<Entry> entries = reading.entries();
        return !entries.isEmpty() && entries.get(0).number() == at.number() ? entries.get(0) : null;
    }

    /** Settles a document that waited apart and has arrived. */
    void delivered(Lane lane, Apart apart, Entry entry) {
        LedgerChange counts = ledgers.change(lane);
        counts.delivered(entry);
        settled(
                lane,
                apart,
                lane.cursor().counters().settled(1, 0),
                counts.settled(apart.number(), apart.number() + 1));
    }

    private void refused(Lane lane, Apart apart, Entry entry) {
        LedgerChange counts = ledgers.change(lane);
        counts.refused(entry);
        settled(
                lane,
                apart,
                lane.cursor().counters().settled(0, 1),
                counts.settled(apart.number(), apart.number() + 1));
    }

    private void settled(Lane lane, Apart apart, Counters counters, LaneLedger counted) {
        streams.store(lane, lane.cursor().withoutApart(apart, counters, counted));
        lane.apart().settled(apart, lane.cursor().apart(), host.nanos());
    }

    /** Takes the outcome of a request for a document that waits apart. */
    void settle(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        lane.apart().landed();
        long durationMs = flight.heldMs(host.nanos());
        tally.ended(lane.apiType(), outcome.verdict(), durationMs);
        Apart apart = find(lane, flight.slots().get(0).entry().number());
        if (apart == null) {
            return;
        }
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            tally.delivered(lane.apiType(), 1);
            tally.stale(lane.apiType(), outcome.stale());
            streams.store(lane, lane.cursor().accepted(host.now(), outcome.stale()));
            delivered(lane, apart, flight.slots().get(0).entry());
            attempts.succeeded(flight, outcome, durationMs);
            return;
        }
        if (saysSomething(lane, flight, outcome)) {
            boolean isRefused = outcome.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED;
            lane.apart().failed(new ApartTries.Failed(apart.number(), outcome.remoteStatus(), isRefused));
        }
        lane.apart().postpone(apart, host.nanos());
        long waitMs = (lane.apart().dueAt(apart, host.nanos()) - host.nanos()) / NANOS_OF_MS;
        attempts.failed(flight, outcome, durationMs, host.now() + waitMs);
    }

    /** Whether a failure may be the document's fault. A size that was never taken is a matter of settings. */
    private static boolean saysSomething(Lane lane, Flight flight, Outcome outcome) {
        if (outcome.isTooLarge()) {
            return flight.jsonBytes() <= lane.cursor().intake().bytes().taken();
        }
        return outcome.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED
                || outcome.isServerError()
                || (outcome.isSilence() && !flight.isCutShort());
    }

    private static @Nullable Apart find(Lane lane, long number) {
        return lane.cursor().apart().stream()
                .filter(entry -> entry.number() == number)
                .findFirst()
                .orElse(null);
    }

    /**
     * The receiver has taken a request of the lane itself. If that was its first attempt, the last try of a document
     * that waits apart counts.
     */
    void neighbourTaken(Flight flight) {
        Lane lane = flight.lane();
        if (lane.cursor().apart().isEmpty() || flight.attempt() > 1) {
            return;
        }
        ApartTries.Failed failed = lane.apart().neighbourTaken();
        Apart apart = failed == null ? null : find(lane, failed.number());
        if (failed == null || apart == null) {
            return;
        }
        if (!failed.isRefused() && apart.tries() + 1 < MOST_TRIES) {
            streams.store(lane, lane.cursor().triedApart(apart.number()));
            return;
        }
        Entry entry = read(lane, apart);
        if (entry != null) {
            String why = failed.isRefused() ? Refusals.REFUSES : "its receiver fails at it";
            refusals.tell(entry, lane, failed.remoteStatus(), why);
            refused(lane, apart, entry);
        }
    }
}
