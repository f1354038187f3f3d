package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers a fetch: settles the documents that the customer confirms, then reads the next ones of the data stream.
 * Reading confirms nothing, so asking again without a cursor gives the same documents again.
 */
final class FetchInquiry implements Inquiry {

    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final RoundReader reader;
    private final ApartDocuments apart;
    private final Fetches fetches;
    private final String journalKey;
    private final Question question;
    private final Question.Fetch fetch;

    private boolean isSettled;
    private final Map<RecordKind, Taken> taken = new EnumMap<>(RecordKind.class);

    FetchInquiry(
            Host host,
            Journals journals,
            DataStreams streams,
            RoundReader reader,
            ApartDocuments apart,
            Fetches fetches,
            String journalKey,
            Question question,
            Question.Fetch fetch) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.reader = reader;
        this.apart = apart;
        this.fetches = fetches;
        this.journalKey = journalKey;
        this.question = question;
        this.fetch = fetch;
        this.isSettled = fetch.cursor() == null;
    }

    /** What was read of one kind. */
    private static final class Taken {
        private final List<Entry> apart;
        private final long apartBefore;
        private final long from;
        private final Round round;
        private boolean isWhole;

        Taken(Lane lane, List<Entry> apart, long apartBefore) {
            this.apart = apart;
            this.apartBefore = apartBefore;
            this.from = lane.cursor().before();
            this.round = new Round(lane.cursor().position(), from);
        }

        int records() {
            return apart.size() + round.size();
        }

        long bytes() {
            return round.jsonBytes()
                    + apart.stream().mapToLong(entry -> entry.item().length()).sum();
        }
    }

    @Override
    public State goOn() {
        StreamLanes stream = streams.get(fetch.streamId());
        if (stream == null || !stream.journalKey().equals(journalKey)) {
            return refuse(Problem.NOT_FOUND, "there is no such data stream");
        }
        UnaryOperator<Batch> form = stream.fetched();
        if (form == null) {
            return refuse(Problem.CONFLICT, "the documents of this data stream are sent, and cannot be fetched");
        }
        Journal journal = journals.select(journalKey);
        if (!isSettled) {
            String fault = settleSome(stream, journal);
            return fault == null ? State.GOES_ON : refuse(Problem.BAD_REQUEST, fault);
        }
        if (Questions.isTooOld(question, host.now())) {
            return State.OVER;
        }
        if (stream.stream().state() == StreamConfiguration.State.PAUSED) {
            return refuse(
                    Problem.CONFLICT,
                    "the data stream is paused: its documents are kept, and can be fetched when it goes on");
        }
        for (Lane lane : stream.lanes()) {
            if (!take(lane, journal, stream.client().limits())) {
                return State.GOES_ON;
            }
        }
        if (taken.values().stream().allMatch(of -> of.records() == 0) && fetch.waitSeconds() > 0) {
            return State.WAITS;
        }
        answer(stream, journal, form);
        return State.OVER;
    }

    /** Drops what was read, since documents have come or the data stream has changed: it is read anew. */
    void lookAgain() {
        taken.clear();
    }

    /** Answers with what there is, when the waiting time is over. */
    void endWaiting() {
        StreamLanes stream = streams.get(fetch.streamId());
        UnaryOperator<Batch> form = stream == null ? null : stream.fetched();
        if (stream != null && form != null) {
            answer(stream, journals.select(journalKey), form);
        } else {
            refuse(Problem.NOT_FOUND, "there is no such data stream");
        }
    }

    private State refuse(Problem problem, String detail) {
        problem.tell(host, question, detail);
        return State.OVER;
    }

    /** What is wrong with the cursor; null if nothing is. */
    private @Nullable String settleSome(StreamLanes stream, Journal journal) {
        FetchCursor arrived = FetchCursor.read(String.valueOf(fetch.cursor()));
        if (arrived == null) {
            return "cursor: is not one that an answer gave";
        }
        isSettled = true;
        for (Lane lane : stream.lanes()) {
            FetchCursor.Part part = arrived.parts().get(lane.kind());
            if (part != null && part.number() > journal.count(lane.kind())) {
                return "cursor: is not one of this data stream";
            }
            if (part != null && arrived.replay().equals(FetchCursor.replayOf(lane))) {
                isSettled &= fetches.settle(lane, journal, part);
            }
        }
        return null;
    }

    /** Reads on for a lane; returns whether it has everything that it wants. */
    private boolean take(Lane lane, Journal journal, Limits limits) {
        Taken of = taken.get(lane.kind());
        if (of == null || of.from != lane.cursor().before()) {
            of = begin(lane);
            taken.put(lane.kind(), of);
        }
        int records = fetch.limit();
        long bytes = limits.maxBytes();
        for (Taken other : taken.values()) {
            records -= other.records();
            bytes -= other.bytes();
        }
        if (of.isWhole || records <= 0 || bytes <= 0) {
            of.isWhole = true;
            return true;
        }
        switch (reader.read(lane, of.round, journal, reader.selection(lane, records, bytes))) {
            case ALL, TOO_LATE -> of.isWhole = true;
            case PART -> of.isWhole = false;
            case NOTHING, EXPIRED -> {
                // the cursor has passed entries that are not to be delivered: reading begins anew after them
                of = begin(lane);
                of.isWhole = journal.count(lane.kind()) <= lane.cursor().before();
                taken.put(lane.kind(), of);
            }
        }
        return of.isWhole;
    }

    /** Begins with what waits apart: a stream that was sent before may have such documents. */
    private Taken begin(Lane lane) {
        List<Entry> waited = new ArrayList<>();
        long before = 0;
        List<Apart> all = lane.cursor().apart().stream()
                .sorted(Comparator.comparingLong(Apart::number))
                .toList();
        for (Apart entry : all) {
            Entry read = waited.size() < fetch.limit() ? apart.read(lane, entry) : null;
            if (read != null) {
                waited.add(read);
                before = entry.number() + 1;
            } else if (lane.cursor().apart().contains(entry)) {
                break;
            }
        }
        return new Taken(lane, waited, before);
    }

    private void answer(StreamLanes stream, Journal journal, UnaryOperator<Batch> form) {
        Map<RecordKind, FetchCursor.Part> parts = new EnumMap<>(RecordKind.class);
        AnswerJson json = new AnswerJson().beginObject();
        String replay = "0";
        boolean more = false;
        for (RecordKind kind : RecordKind.values()) {
            Lane lane = stream.lane(kind);
            Taken of = taken.get(kind);
            List<Batch.Item> items = of == null
                    ? List.of()
                    : Stream.concat(of.apart.stream(), of.round.entries().stream())
                            .map(Entry::item)
                            .toList();
            json.name(kind == RecordKind.EVENT ? "events" : "usage").beginArray();
            if (!items.isEmpty()) {
                Batch formed = form.apply(new Batch(question.organisationId(), stream.id(), kind, items));
                formed.items().forEach(json::document);
            }
            json.endArray();
            if (lane != null) {
                long number = of == null ? lane.cursor().before() : of.round.nextNumber();
                parts.put(kind, new FetchCursor.Part(number, of == null ? 0 : of.apartBefore));
                replay = FetchCursor.replayOf(lane);
                more |= journal.count(kind) > number;
            }
        }
        json.name("cursor").text(new FetchCursor(parts, replay).text());
        json.name("more").truth(more);
        host.emit(json.endObject().answerTo(question));
    }
}
