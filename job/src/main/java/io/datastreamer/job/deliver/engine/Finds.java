package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.Question.Find;
import io.datastreamer.contract.Question.SendAgain;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Mark;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.schedule.Scheduler;
import java.util.List;

/** Begins searches of the history, and sends single documents once more. */
final class Finds {
    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final ApartDocuments apart;
    private final Rounds rounds;
    private final Scheduler scheduler;

    Finds(Host host, Journals journals, DataStreams streams, ApartDocuments apart, Rounds rounds, Scheduler scheduler) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.apart = apart;
        this.rounds = rounds;
        this.scheduler = scheduler;
    }

    /** Begins to answer a {@link Find} or a {@link SendAgain}. */
    Inquiry begin(String journalKey, Question question) {
        if (question.ask() instanceof Find find) {
            Form form = Form.named(find.format());
            if (form == null) {
                return refusing(question, Problem.BAD_REQUEST, "format: is none that this job has");
            }
            Position after = find.after() == null ? null : Place.read(find.after());
            if (find.after() != null && after == null) {
                return refusing(question, Problem.BAD_REQUEST, "after: is not one that an answer gave");
            }
            return new FindInquiry(host, journals, streams, journalKey, question, find, form, after);
        }
        return () -> {
            sendAgain(journalKey, question, (SendAgain) question.ask());
            return Inquiry.State.OVER;
        };
    }

    private Inquiry refusing(Question question, Problem problem, String detail) {
        return () -> {
            problem.tell(host, question, detail);
            return Inquiry.State.OVER;
        };
    }

    private void sendAgain(String journalKey, Question question, SendAgain again) {
        StreamLanes stream = streams.get(again.streamId());
        Position position = Place.read(again.place());
        Mark place =
                position == null ? null : journals.select(journalKey).reader().at(position);
        Lane lane = stream == null || !stream.journalKey().equals(journalKey) ? null : stream.lane(again.kind());
        if (stream == null || lane == null) {
            Problem.NOT_FOUND.tell(host, question, "there is no such data stream that carries this kind of documents");
        } else if (place == null) {
            Problem.BAD_REQUEST.tell(host, question, "place: is not one that an answer gave, or has left the history");
        } else if (stream.isRunning() && stream.client().objectNames() != null) {
            Problem.CONFLICT.tell(
                    host,
                    question,
                    "this place keeps documents in objects, and takes no single one again: replay the data stream");
        } else if (place.before().of(again.kind()) >= lane.cursor().before()) {
            Problem.CONFLICT.tell(
                    host, question, "the data stream has not come to this document yet: it is still to be sent");
        } else {
            sendAgain(lane, question, new Apart(place.position(), place.before().of(again.kind()), "", 0));
        }
    }

    private void sendAgain(Lane lane, Question question, Apart wanted) {
        List<Apart> waiting = lane.cursor().apart();
        boolean waits = waiting.stream().anyMatch(entry -> entry.number() == wanted.number());
        if (!waits && waiting.size() >= Apart.MOST) {
            Problem.CONFLICT.tell(
                    host, question, "too many documents of this data stream wait to be tried by themselves");
            return;
        }
        Entry entry = apart.look(lane, wanted);
        if (entry == null) {
            Problem.NOT_FOUND.tell(
                    host, question, "the document has left the history, or the data stream's filter leaves it out");
            return;
        }
        if (!waits) {
            streams.store(lane, lane.cursor().again(wanted));
        }
        lane.apart().hurry(wanted.number(), host.nanos());
        if (rounds.isOpenToMore(lane)) {
            scheduler.apply(lane, rounds.decide(lane));
        }
        host.emit(new AnswerJson()
                .beginObject()
                .name("document_id")
                .number(entry.item().id())
                .endObject()
                .answerTo(question));
    }
}
