package io.datastreamer.portal.store;

import io.datastreamer.contract.Answer;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.QuestionCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Asks the job about documents: with a message in one topic, which the job answers with a message in another. Each
 * portal reads all answers, and keeps those to its own questions.
 */
public final class JobQuestions implements AutoCloseable {
    /** How long the job may take in addition to waiting for documents. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final String topic;
    private final Clock clock;
    private final String asker = "portal-" + UUID.randomUUID();
    private final TopicReader answers;
    private final Map<String, CompletableFuture<byte[]>> open = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private @Nullable Producer<byte[], byte[]> producer;

    private volatile boolean closed;

    /**
     * Creates it; {@link #start} begins to read answers.
     *
     * @param questions the topic's name
     * @param answers the topic's name
     */
    public JobQuestions(KafkaClients clients, String questions, String answers, Clock clock) {
        this.clients = clients;
        this.topic = questions;
        this.clock = clock;
        this.answers = new TopicReader(clients, answers, 0, this::answered);
    }

    /** Begins to read answers. */
    public void start() {
        answers.start();
    }

    /** The number of unanswered questions. */
    public int open() {
        return open.size();
    }

    /**
     * Asks a question.
     *
     * @param organisationId the organisation of the documents
     * @param wait how long the job should wait for documents
     * @return the answer's body; fails with a {@link TimeoutException} when there is none in time, and with an {@link
     *     UnavailableException} when the question cannot be written
     * @throws UnavailableException when answers cannot be read yet
     */
    public CompletableFuture<byte[]> ask(long organisationId, Question.Ask ask, Duration wait)
            throws UnavailableException {
        if (!answers.isCaughtUp() || closed) {
            throw new UnavailableException("answers of the job are not read yet", null);
        }
        Question question = new Question(asker, UUID.randomUUID().toString(), organisationId, clock.instant(), ask);
        CompletableFuture<byte[]> answer =
                new CompletableFuture<byte[]>().orTimeout(wait.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        String key = Answer.key(asker, question.id());
        open.put(key, answer);
        send(question, answer);
        return answer.whenComplete((body, failure) -> open.remove(key));
    }

    private void send(Question question, CompletableFuture<byte[]> answer) {
        // keeps the questions about an organisation in order
        byte[] key = Long.toString(question.organisationId()).getBytes(UTF_8);
        try {
            var unused = producer()
                    .send(new ProducerRecord<>(topic, key, QuestionCodec.write(question)), (written, failure) -> {
                        if (failure != null) {
                            answer.completeExceptionally(unasked(failure));
                        }
                    });
        } catch (KafkaException e) {
            answer.completeExceptionally(unasked(e));
        }
    }

    private static UnavailableException unasked(Exception failure) {
        return new UnavailableException("the job cannot be asked: " + failure.getMessage(), failure);
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.plainProducer();
        }
        return producer;
    }

    private void answered(ConsumerRecord<byte[], byte[]> message) {
        if (message.key() != null && message.value() != null) {
            CompletableFuture<byte[]> waits = open.get(new String(message.key(), UTF_8));
            if (waits != null) {
                waits.complete(message.value());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        answers.close();
        open.values()
                .forEach(waits ->
                        waits.completeExceptionally(new UnavailableException("the portal is being stopped", null)));
        synchronized (this) {
            if (producer != null) {
                producer.close(Duration.ofSeconds(1));
            }
        }
    }
}
