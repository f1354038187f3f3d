package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Question;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.journal.Stretch;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.ledger.Hours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a statement of what became of a data stream's documents: what was counted, and what waits, which is read from
 * the journal. The statement shows the moment at which the work began, whatever is delivered meanwhile. What takes
 * longer than a person waits is left out, and the statement says so.
 */
final class LedgerInquiry implements Inquiry {
    /** How long it reads what waits. */
    private static final long LONGEST_NANOS = 8_000_000_000L;

    private static final int HOUR_S = 3_600;

    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final RoundReader reader;
    private final Ledgers ledgers;
    private final long retentionMs;
    private final String journalKey;
    private final Question question;
    private final Question.Ledger ask;
    private final List<LaneStatement> lanes = new ArrayList<>();
    private final List<Selection> selections = new ArrayList<>();
    private long asOf;
    private long until;
    private int at;

    LedgerInquiry(
            Host host,
            Journals journals,
            DataStreams streams,
            RoundReader reader,
            Ledgers ledgers,
            long retentionMs,
            String journalKey,
            Question question,
            Question.Ledger ask) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.reader = reader;
        this.ledgers = ledgers;
        this.retentionMs = retentionMs;
        this.journalKey = journalKey;
        this.question = question;
        this.ask = ask;
    }

    @Override
    public State goOn() {
        if (until == 0) {
            StreamLanes stream = streams.get(ask.streamId());
            if (stream == null || !stream.journalKey().equals(journalKey)) {
                Problem.NOT_FOUND.tell(host, question, "there is no such data stream");
                return State.OVER;
            }
            begin(stream);
        }
        while (at < lanes.size() && lanes.get(at).nextOwed() == null) {
            at++;
        }
        if (at < lanes.size() && host.nanos() - until < 0) {
            readSome(lanes.get(at), selections.get(at));
            return State.GOES_ON;
        }
        lanes.stream().skip(at).forEach(LaneStatement::isCutShort);
        answer();
        return State.OVER;
    }

    private void begin(StreamLanes stream) {
        until = host.nanos() + LONGEST_NANOS;
        asOf = host.now();
        // the topic may contain any times
        long from = Math.floorDiv(ask.from().getEpochSecond(), HOUR_S);
        Instant end = ask.to();
        long begunSeconds = end.getNano() > 0 ? 1 : 0;
        long to = Math.floorDiv(end.getEpochSecond() + begunSeconds + HOUR_S - 1, HOUR_S);
        Journal journal = journals.select(journalKey);
        for (Lane lane : stream.lanes()) {
            lanes.add(new LaneStatement(
                    lane.kind(),
                    lane.cursor(),
                    ledgers.counts(lane, from, to),
                    journal.count(lane.kind()),
                    asOf - retentionMs,
                    from,
                    to));
            selections.add(reader.selection(lane, 1, 1).evenIfExpired());
        }
    }

    private void readSome(LaneStatement lane, Selection all) {
        LaneStatement.Span wanted = lane.nextOwed();
        if (wanted == null) {
            return;
        }
        Stretch read = journals.select(journalKey).reader().stretch(wanted.first(), wanted.last(), all);
        if (read.from() > wanted.first()) {
            // it was counted, and left the history, since this work began
            lane.isCutShort();
        }
        Hours hours = ledgers.hours();
        for (Entry entry : read.entries()) {
            lane.waits(entry, hours.of(entry));
        }
        lane.readTo(read.to());
    }

    private void answer() {
        AnswerJson json = new AnswerJson().beginObject();
        json.name("stream_id").text(ask.streamId());
        json.name("as_of").text(Instant.ofEpochMilli(asOf).toString());
        json.name("rows").beginArray();
        lanes.forEach(lane -> lane.writeRows(json));
        json.endArray().name("kinds").beginArray();
        lanes.forEach(lane -> lane.writeTotal(json));
        json.endArray();
        host.emit(json.endObject().answerTo(question));
    }
}
