package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.Question.Find;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.JournalReader;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import io.datastreamer.job.deliver.lane.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Searches a time range of the history for documents, oldest first. A search that takes longer than a person waits ends
 * early, and its answer says where to go on.
 */
final class FindInquiry implements Inquiry {
    /** How long one answer searches. */
    private static final long LONGEST_NANOS = 4_000_000_000L;

    /** About the largest answer: it is one message of a topic, whose default limit is 1 MB. */
    private static final long MOST_BYTES = 640L << 10;
    /** The largest form of a document is this many halves of its JSON. */
    private static final int LARGEST_FORM_HALVES = 5;
    /** What an answer has besides each document, and for each of its data streams. */
    private static final int BESIDE_BYTES = 256;

    private static final int STREAM_BYTES = 128;
    /** An answer says of at most this many data streams what they did with a document. */
    private static final int MOST_STREAMS = 100;

    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final String journalKey;
    private final Question question;
    private final Find find;
    private final DocumentFilter filter;
    private final Form form;
    private final byte @Nullable [] imsi;
    private final @Nullable Position after;
    private final List<Entry> found = new ArrayList<>();
    private @Nullable Position next;
    private long number;
    private long searchedTo;
    private long bytes;
    private long until;
    private int besideBytes;

    FindInquiry(
            Host host,
            Journals journals,
            DataStreams streams,
            String journalKey,
            Question question,
            Find find,
            Form form,
            @Nullable Position after) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.journalKey = journalKey;
        this.question = question;
        this.find = find;
        this.filter = DocumentFilter.of(find.kind(), find.filters());
        this.form = form;
        this.imsi = find.imsi() == null ? null : ("\"imsi\":\"" + find.imsi() + "\"").getBytes(US_ASCII);
        this.after = after;
        this.searchedTo = find.from().toEpochMilli();
    }

    @Override
    public State goOn() {
        Journal journal = journals.select(journalKey);
        if (until == 0) {
            until = host.nanos() + LONGEST_NANOS;
            besideBytes = STREAM_BYTES * lanes().size();
        }
        if (next == null) {
            JournalReader reader = journal.reader();
            Mark start = after == null ? reader.seek(find.from().toEpochMilli()) : reader.at(after);
            if (start == null) {
                Problem.GONE.tell(
                        host, question, "after: what it stands for has left the history; begin anew without it");
                return State.OVER;
            }
            next = start.position();
            number = start.before().of(find.kind());
        }
        Reading reading = journal.reader()
                .read(
                        next,
                        number,
                        Selection.of(filter, find.from().toEpochMilli(), Integer.MAX_VALUE, Long.MAX_VALUE));
        for (Entry entry : reading.entries()) {
            if (entry.time() > find.to().toEpochMilli()) {
                answer(null);
                return State.OVER;
            }
            if (isWanted(entry)) {
                if (found.size() == find.limit() || bytes > MOST_BYTES) {
                    answer(entry.position());
                    return State.OVER;
                }
                bytes += (long) LARGEST_FORM_HALVES * entry.item().length() / 2 + BESIDE_BYTES + besideBytes;
                found.add(entry);
            }
            searchedTo = entry.time();
        }
        next = reading.next();
        number += reading.passed();
        if (reading.stop() == Reading.Stop.END) {
            searchedTo = find.to().toEpochMilli();
            answer(null);
            return State.OVER;
        }
        if (host.nanos() - until >= 0) {
            answer(next);
            return State.OVER;
        }
        return State.GOES_ON;
    }

    private boolean isWanted(Entry entry) {
        Batch.Item item = entry.item();
        return (find.documentId() == null || find.documentId() == item.id())
                && (find.iccid() == null || find.iccid().equals(item.simKey()))
                && (imsi == null || contains(item, imsi));
    }

    private static boolean contains(Batch.Item item, byte[] text) {
        byte[] buffer = item.buffer();
        int last = item.offset() + item.length() - text.length;
        for (int at = item.offset(); at <= last; at++) {
            int same = 0;
            while (same < text.length && buffer[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return true;
            }
        }
        return false;
    }

    /** @param goesOn where there may be more; null if everything was searched */
    private void answer(@Nullable Position goesOn) {
        AnswerJson json = new AnswerJson().beginObject().name("documents").beginArray();
        List<Lane> lanes = lanes();
        for (Entry entry : found) {
            write(json, entry, lanes);
        }
        json.endArray().name("next");
        if (goesOn == null) {
            json.nothing();
        } else {
            json.text(Place.text(goesOn));
        }
        json.name("searched_to").text(Instant.ofEpochMilli(searchedTo).toString());
        host.emit(json.endObject().answerTo(question));
    }

    private List<Lane> lanes() {
        return streams.lanesOf(journalKey).stream()
                .filter(lane -> lane.kind() == find.kind())
                .limit(MOST_STREAMS)
                .toList();
    }

    private void write(AnswerJson json, Entry entry, List<Lane> lanes) {
        Batch formed = form.of(new Batch(question.organisationId(), "", find.kind(), List.of(entry.item())));
        json.beginObject();
        json.name("place").text(Place.text(entry.position()));
        json.name("record_kind").text(find.kind().name());
        json.name("came_at").text(Instant.ofEpochMilli(entry.time()).toString());
        json.name("streams").beginArray();
        for (Lane lane : lanes) {
            json.beginObject();
            json.name("stream_id").text(lane.stream().id());
            json.name("state").text(state(lane, entry));
            json.endObject();
        }
        json.endArray();
        json.name("document").document(formed.items().get(0));
        json.endObject();
    }

    private static String state(Lane lane, Entry entry) {
        if (!lane.stream().filter(lane.kind()).passes(entry.item())) {
            return "LEFT_OUT";
        }
        boolean waits = entry.number() >= lane.cursor().before()
                || lane.cursor().apart().stream().anyMatch(apart -> apart.number() == entry.number());
        return waits ? "WAITING" : "PASSED";
    }
}
