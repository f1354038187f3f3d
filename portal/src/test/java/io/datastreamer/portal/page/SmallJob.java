package io.datastreamer.portal.page;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.portal.TestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reports for each data stream what the job would report: that it runs once it exists, that it is paused once that is
 * requested, and what a test lets happen. It delivers nothing: the job has its own tests for that.
 */
final class SmallJob implements AutoCloseable {
    /** The number of the next batch. */
    private static final AtomicLong BATCHES = new AtomicLong(1);

    private final String topics;
    private final KafkaConsumer<byte[], byte[]> streams;
    private final KafkaProducer<byte[], byte[]> out;
    private final Map<String, StreamStatus> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> idsByName = new ConcurrentHashMap<>();
    private final Thread reader = new Thread(this::read, "small job");

    /** @param topics the prefix of the topics' names */
    SmallJob(String bootstrapServers, String topics) {
        this.topics = topics;
        streams = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        out = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        TopicPartition topic = new TopicPartition(topics + "-streams", 0);
        streams.assign(List.of(topic));
        streams.seekToBeginning(List.of(topic));
        reader.start();
    }

    /** Lets something happen to the stream with a name, once it exists. */
    void happens(String name, UnaryOperator<StreamStatus> change) {
        String id = idsByName.get(name);
        if (id == null) {
            throw new IllegalStateException("there is no data stream " + name);
        }
        say(change.apply(statuses.get(id)));
    }

    /** Its id, once it exists; null before. */
    @Nullable
    String idOf(String name) {
        return idsByName.get(name);
    }

    /** An attempt at a batch of events that was delivered. */
    static DeliveryAttempt attempt(String streamId, int records) {
        return attempt(streamId, records, 200, null);
    }

    /** An attempt at a batch of events, with its answer; with an error it will be tried again. */
    static DeliveryAttempt attempt(String streamId, int records, int remoteStatus, @Nullable String error) {
        long batch = BATCHES.getAndAdd(records);
        return new DeliveryAttempt(
                streamId,
                RecordKind.EVENT,
                streamId + "/EVENT@0." + batch,
                batch,
                batch + records - 1L,
                records,
                records * 1100L,
                1,
                Instant.now(),
                error == null ? 84 : 2,
                error == null ? DeliveryAttempt.Outcome.DELIVERED : DeliveryAttempt.Outcome.TRY_AGAIN,
                remoteStatus,
                error == null || error.startsWith("HTTP"),
                error,
                null);
    }

    /**
     * What went over the wire in a failed request.
     *
     * @param body the request's body, sealed; null if it was not kept
     * @param answer the answer's body, in the same form
     */
    static Exchange exchange(@Nullable String body, @Nullable String answer) {
        return new Exchange(
                new Exchange.Request(
                        "POST /hooks/sims?*** HTTP/1.1",
                        List.of(
                                new Exchange.Header("Authorization", "***"),
                                new Exchange.Header("User-Agent", "data-streamer"),
                                new Exchange.Header("webhook-id", "msg_2f81c04d77aa"),
                                new Exchange.Header("Content-Type", "application/json"),
                                new Exchange.Header("Content-Length", "210"),
                                new Exchange.Header("Host", "alerts.example.org")),
                        210,
                        false,
                        body),
                new Exchange.Response(
                        503,
                        List.of(
                                new Exchange.Header("Server", "nginx"),
                                new Exchange.Header("Content-Type", "text/plain"),
                                new Exchange.Header("X-Request-Id", "0c5d17e2")),
                        false,
                        answer),
                new Exchange.Timing(3L, 21L, 38L, 117L, 118));
    }

    /** Reports an attempt. */
    void attempts(DeliveryAttempt attempt) {
        write("attempts", attempt.streamId(), DeliveryAttemptCodec.write(attempt));
    }

    @Override
    public void close() throws InterruptedException {
        streams.wakeup();
        reader.join();
        out.close(Duration.ofSeconds(5));
    }

    private void read() {
        try (streams) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> message : streams.poll(Duration.ofMillis(100))) {
                    if (message.value() != null) {
                        take(DataStreamCodec.read(message.value()));
                    }
                }
            }
        } catch (WakeupException e) {
            // closed at the end
        } catch (ContractException e) {
            throw new IllegalStateException("the portal wrote what the job cannot read", e);
        }
    }

    private void take(StreamChange change) {
        StreamConfiguration stream = change.stream();
        if (stream == null) {
            statuses.remove(change.id());
            write("status", change.id(), null);
            return;
        }
        idsByName.put(stream.name(), stream.id());
        State state = stream.state() == StreamConfiguration.State.PAUSED ? State.PAUSED : State.RUNNING;
        StreamStatus before = statuses.get(stream.id());
        say(before == null ? first(stream, state) : with(before, state, before.remoteStatus(), null));
    }

    private static StreamStatus first(StreamConfiguration stream, State state) {
        boolean isPaused = state == State.PAUSED;
        Instant now = Instant.now();
        return TestStatus.of(
                        stream.id(),
                        stream.organisationId(),
                        stream.name(),
                        stream.apiType(),
                        stream.streamType(),
                        "as the job tells it")
                .state(state)
                .lastTimestamp(isPaused ? null : now)
                .answer(isPaused ? 0 : 200, isPaused ? null : Boolean.TRUE)
                .at(now);
    }

    /** The same in another state, after another answer. */
    static StreamStatus with(StreamStatus status, State state, int remoteStatus, @Nullable String error) {
        boolean waits = state == State.FAILING || state == State.CATCHING_UP;
        Instant now = Instant.now();
        return TestStatus.like(status)
                .state(state)
                .answer(remoteStatus, error == null || error.startsWith("HTTP"))
                .pending(waits ? 48_210 : 0, waits ? now.minus(Duration.ofMinutes(6)) : null)
                .lagSeconds(0)
                .expiresInSeconds(null)
                .error(error, error == null ? null : now.plusSeconds(30))
                .at(now);
    }

    /** The same, with older documents to send first. */
    static StreamStatus catchingUp(StreamStatus status, long pending, Duration lag) {
        Instant now = Instant.now();
        return TestStatus.like(status)
                .state(State.CATCHING_UP)
                .pending(pending, now.minus(lag))
                .lagSeconds(lag.toSeconds())
                .expiresInSeconds(null)
                .error(null, null)
                .at(now);
    }

    /** The same, with waiting documents that will be lost after this many seconds. */
    static StreamStatus losing(StreamStatus status, long seconds) {
        Instant now = Instant.now();
        return TestStatus.like(status)
                .state(State.FAILING)
                .answer(404, true)
                .pending(12, now.minus(Duration.ofDays(19)))
                .lagSeconds(0)
                .expiresInSeconds(seconds)
                .error("404 Not Found", null)
                .at(now);
    }

    /** The same, with a client certificate that expires then. */
    static StreamStatus certified(StreamStatus status, Instant expiresAt) {
        return TestStatus.like(status).certificateExpiresAt(expiresAt).at(Instant.now());
    }

    /** The same, some documents later. */
    static StreamStatus delivered(StreamStatus status, long documents) {
        Instant now = Instant.now();
        return TestStatus.like(status)
                .lastTimestamp(now)
                .delivered(status.delivered() + documents)
                .at(now);
    }

    private void say(StreamStatus status) {
        statuses.put(status.streamId(), status);
        write("status", status.streamId(), StreamStatusCodec.write(status));
    }

    private void write(String topic, String key, byte @Nullable [] value) {
        // if it does not arrive, the page will lack it
        var unused = out.send(new ProducerRecord<>(topics + "-" + topic, key.getBytes(UTF_8), value));
        out.flush();
    }
}
