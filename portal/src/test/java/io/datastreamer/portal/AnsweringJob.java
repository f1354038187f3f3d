package io.datastreamer.portal;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.QuestionCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Answers a portal's questions instead of the job, as a test tells it; the job itself has its own tests. */
public final class AnsweringJob implements AutoCloseable {
    private static final String LEDGER = """
            {"stream_id": "any", "as_of": "2026-11-20T10:20:30Z", "rows": [
              {"record_kind": "EVENT", "hour": null, "produced": 1, "delivered": 1, "refused": 0, "expired": 0,
               "skipped": 0, "pending": 0, "id_sum": "00000000000000ff", "id_xor": "00000000000000ff"},
              {"record_kind": "EVENT", "hour": "2026-11-19T23:00:00Z", "produced": 20, "delivered": 14, "refused": 1,
               "expired": 2, "skipped": 3, "pending": 0, "id_sum": "0123456789abcdef", "id_xor": "fedcba9876543210"},
              {"record_kind": "EVENT", "hour": "2026-11-20T10:00:00Z", "produced": 1200, "delivered": 1190, "refused": 0,
               "expired": 0, "skipped": 0, "pending": 10, "id_sum": "1123456789abcdef", "id_xor": "eedcba9876543210"}],
             "kinds": [{"record_kind": "EVENT", "counted_since": "2026-11-19T08:00:00Z", "whole": true,
               "in_history": 1300, "left_out": 79, "produced": 1221, "delivered": 1205, "refused": 1, "expired": 2,
               "skipped": 3, "pending": 10, "id_sum": "1246789acef02468", "id_xor": "00000000000000aa"}]}""";

    public final List<Question> asked = new CopyOnWriteArrayList<>();

    private final TestPortal portal;
    private final Function<Question, Answer> answers;
    private final Thread thread = new Thread(this::run, "answering-job");
    private volatile boolean closed;

    public AnsweringJob(TestPortal portal, Function<Question, Answer> answers) {
        this.portal = portal;
        this.answers = answers;
        thread.start();
    }

    /** Has no documents, and refuses a question in which a number is a status of 400 or more. */
    static Answer plain(Question question) {
        if (question.ask() instanceof Question.Fetch fetch) {
            int status = status(fetch.cursor() == null ? "0" : fetch.cursor().replaceAll("^e([0-9]{3}).*", "$1"));
            return status == 0
                    ? answer(question, "{\"events\":[],\"usage\":[],\"cursor\":\"e0.0-r0\",\"more\":false}")
                    : Answer.problem(question, status, "no");
        }
        if (question.ask() instanceof Question.Find find) {
            int status = find.documentId() == null ? 0 : status(Long.toString(find.documentId()));
            return status == 0
                    ? answer(question, "{\"documents\":[],\"next\":null,\"searched_to\":\"2026-11-20T00:00:00Z\"}")
                    : Answer.problem(question, status, "no");
        }
        if (question.ask() instanceof Question.Ledger ledger) {
            int status = status(Long.toString(ledger.from().getEpochSecond()));
            return status == 0 ? answer(question, LEDGER) : Answer.problem(question, status, "no");
        }
        String place = ((Question.SendAgain) question.ask()).place();
        int status = status(place.replaceAll("^[0-9]+[.]", ""));
        return status == 0 ? answer(question, "{\"document_id\":1}") : Answer.problem(question, status, "no");
    }

    private static int status(String text) {
        return text.matches("4[0-9]{2}") ? Integer.parseInt(text) : 0;
    }

    /** Has one event, which this data stream has passed. */
    public static Answer withAnEvent(Question question, String streamId) {
        if (!(question.ask() instanceof Question.Find)) {
            return plain(question);
        }
        String json = """
                {"documents": [{"place": "3.14", "record_kind": "EVENT", "came_at": "2026-11-20T10:00:00Z",
                  "streams": [{"stream_id": "STREAM", "state": "PASSED"}, {"stream_id": "other", "state": "WAITING"}],
                  "document": {"id": 4711, "event_type": {"id": 1, "description": "Update location"},
                               "sim": {"id": 1, "iccid": "8988303000000000001"}}}],
                 "next": "3.15", "searched_to": "2026-11-20T10:00:00Z"}""";
        return answer(question, json.replace("STREAM", streamId));
    }

    static Answer answer(Question question, String json) {
        return new Answer(question.asker(), question.id(), json.getBytes(UTF_8));
    }

    private void run() {
        TopicPartition partition = new TopicPartition(portal.topics() + "-questions", 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", portal.broker().address(), "fetch.max.wait.ms", 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (!closed) {
                consumer.poll(Duration.ofMillis(50)).forEach(message -> tell(message.value()));
            }
        }
    }

    private void tell(byte[] message) {
        try {
            Question question = QuestionCodec.read(message);
            asked.add(question);
            Answer answer = answers.apply(question);
            portal.broker().send(portal.topics() + "-answers", answer.key(), answer.body());
        } catch (ContractException e) {
            throw new IllegalStateException("a question that the job could not read", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
