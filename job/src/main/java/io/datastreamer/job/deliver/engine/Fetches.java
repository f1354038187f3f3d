package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Question;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.StatusBoard;
import io.datastreamer.job.deliver.status.Tally;
import java.util.List;

/**
 * Settles what customers have fetched: a lane's cursor moves when the customer confirms that the documents have
 * arrived.
 */
final class Fetches {
    /** Most documents that are settled in one piece of work. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int OK = 200;

    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final ApartDocuments apart;
    private final Attempts attempts;
    private final StatusBoard statuses;
    private final Tally tally;
    private final RoundReader reader;
    private final Ledgers ledgers;

    Fetches(
            Host host,
            Journals journals,
            DataStreams streams,
            RoundReader reader,
            Ledgers ledgers,
            ApartDocuments apart,
            Attempts attempts,
            StatusBoard statuses,
            Tally tally) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.reader = reader;
        this.ledgers = ledgers;
        this.apart = apart;
        this.attempts = attempts;
        this.statuses = statuses;
        this.tally = tally;
    }

    /** Begins a fetch of a data stream's documents. */
    FetchInquiry begin(String journalKey, Question question, Question.Fetch fetch) {
        return new FetchInquiry(host, journals, streams, reader, apart, this, journalKey, question, fetch);
    }

    /**
     * Moves a lane's cursor past documents that have arrived, or past some of them.
     *
     * @return whether all of them are settled
     */
    boolean settle(Lane lane, Journal journal, FetchCursor.Part arrived) {
        settleApart(lane, arrived.apart());
        Cursor cursor = lane.cursor();
        if (arrived.number() <= cursor.before()) {
            return true;
        }
        Selection next = Selection.of(lane.stream().filter(lane.kind()), Long.MIN_VALUE, MOST_AT_ONCE, Long.MAX_VALUE)
                .owedFrom(cursor.reached());
        Reading reading = journal.reader().read(cursor.position(), cursor.before(), next);
        List<Entry> fetched = reading.entries().stream()
                .filter(entry -> entry.number() < arrived.number())
                .toList();
        boolean isBeyond = fetched.size() < reading.entries().size();
        Position to = reading.next();
        long number = cursor.before() + reading.passed();
        if (isBeyond) {
            Entry first = reading.entries().get(fetched.size());
            to = first.position();
            number = first.number();
        }
        Cursor.Counters counters = cursor.counters().expired(reading.expired()).settled(fetched.size(), 0);
        tally.expired(lane.apiType(), reading.expired());
        LedgerChange counts = ledgers.change(lane);
        fetched.forEach(counts::delivered);
        LaneLedger counted = counts.settled(cursor.before(), number);
        streams.store(lane, cursor.fetched(to, number, counters, counted, host.now()));
        reader.oldest(lane, 0);
        arrived(lane, fetched);
        return isBeyond || number >= arrived.number() || reading.stop() == Reading.Stop.END;
    }

    private void settleApart(Lane lane, long before) {
        for (Apart entry : lane.cursor().apart()) {
            if (entry.number() < before) {
                Entry read = apart.read(lane, entry);
                if (read != null) {
                    apart.delivered(lane, entry, read);
                    arrived(lane, List.of(read));
                }
            }
        }
    }

    private void arrived(Lane lane, List<Entry> fetched) {
        if (!fetched.isEmpty()) {
            tally.delivered(lane.apiType(), fetched.size());
            tally.ended(lane.apiType(), DeliveryAttempt.Outcome.DELIVERED, 0);
            lane.health().answered(Outcome.delivered(OK), host.nanos());
            lane.health().succeeded(0);
            attempts.fetched(lane, fetched, host.now());
            statuses.touch(lane.stream());
        }
    }
}
