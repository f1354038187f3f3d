package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.LookBack;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.ObjectPlan;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads entries from the journal into the rounds of lanes, some milliseconds of work at a time. */
final class RoundReader {
    private final Host host;
    private final DataStreams streams;
    private final LaneCensus census;
    private final Tally tally;
    private final long retentionMs;

    RoundReader(Host host, DataStreams streams, LaneCensus census, Tally tally, long retentionMs) {
        this.host = host;
        this.streams = streams;
        this.census = census;
        this.tally = tally;
        this.retentionMs = retentionMs;
    }

    /** What a reading has brought. */
    enum Came {
        /** Everything that was asked for and exists. */
        ALL,
        /** A part: reading may go on. */
        PART,
        /** Nothing to deliver: the cursor has passed it. */
        NOTHING,
        /** The same, and some of it has left the history. */
        EXPIRED,
        /**
         * What comes next has left the history, and so has what is at hand. It is counted when the cursor passes it.
         */
        TOO_LATE
    }

    /** Selects what a lane may be sent, up to this many documents and bytes. */
    Selection selection(Lane lane, int maxRecords, long maxBytes) {
        return Selection.of(lane.stream().filter(lane.kind()), host.now() - retentionMs, maxRecords, maxBytes)
                .owedFrom(lane.cursor().reached());
    }

    /** Reads on for the lane's round. */
    Came read(Lane lane, Round round, Journal journal, Selection selection) {
        boolean atCursor = round.isEmpty();
        Reading reading = journal.reader().read(round.next(), round.nextNumber(), selection);
        if (!atCursor && reading.skipsOld()) {
            return Came.TOO_LATE;
        }
        tally.expired(lane.apiType(), reading.expired());
        Cursor cursor = lane.cursor();
        if (atCursor && reading.entries().isEmpty()) {
            lane.endRound();
            pass(lane, cursor.passed(reading), reading.stop() == Reading.Stop.END);
            oldest(lane, 0);
            return reading.skipsOld() ? Came.EXPIRED : Came.NOTHING;
        }
        if (atCursor) {
            oldest(lane, reading.firstTime());
        }
        if (reading.skipsOld()) {
            streams.store(lane, cursor.behindExpired(reading));
        }
        round.add(reading);
        return reading.stop() == Reading.Stop.SLICE ? Came.PART : Came.ALL;
    }

    /** The documents before a batch that begins with this entry; null if the lane's client does not want them. */
    @Nullable
    List<Batch.Item> before(Lane lane, Journal journal, Entry first) {
        LookBack wanted = lane.stream().client().lookBack();
        if (wanted == null) {
            return null;
        }
        Selection selection = Selection.of(
                lane.stream().filter(lane.kind()),
                first.time() - wanted.time().toMillis(),
                Integer.MAX_VALUE,
                Long.MAX_VALUE);
        return journal.reader().before(first.position(), selection, wanted.documents()).stream()
                .map(Entry::item)
                .toList();
    }

    /** Moves the lane's cursor past what was read, none of which is to be delivered. */
    void pass(Lane lane, Reading reading) {
        tally.expired(lane.apiType(), reading.expired());
        streams.store(lane, lane.cursor().passed(reading));
    }

    /**
     * Moves the cursor past entries of which nothing was left. At the end of the reading, nothing is left of the batch
     * that was fixed there.
     */
    private void pass(Lane lane, Cursor passed, boolean toTheEnd) {
        ObjectPlan plan = lane.planOrNull();
        if (toTheEnd && passed.head() != null) {
            if (plan != null) {
                plan.headSettled();
            }
            streams.store(lane, passed.withoutHead());
        } else {
            streams.store(lane, passed);
        }
    }

    /** Notes the journal time of the oldest entry that waits; 0 if it is not known. */
    void oldest(Lane lane, long time) {
        lane.oldestPendingAt(time);
        census.waits(lane, time != 0);
    }
}
