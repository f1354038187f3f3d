package io.datastreamer.tools.simulate;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes to the topic of each place; the topics must exist. */
public final class KafkaOutput implements Output {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param bootstrapServers {@code HOST:PORT}, several separated by commas */
    public KafkaOutput(String bootstrapServers) {
        this(bootstrapServers, GIVE_UP);
    }

    /** @param giveUp how long a message is tried: as long as the broker may be unreachable */
    public KafkaOutput(String bootstrapServers, Duration giveUp) {
        int millis = Math.toIntExact(giveUp.toMillis());
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", 20,
                        "max.block.ms", millis,
                        "request.timeout.ms", Math.min(millis / 2, 10_000),
                        "delivery.timeout.ms", millis),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void write(SimulatedRecord record) throws IOException {
        write(record.place().topic(), record.key(), record.bytes());
    }

    /** Writes a message to any topic. */
    public void write(String topic, String key, byte[] value) throws IOException {
        write(topic, key, value, null);
    }

    /**
     * Writes a message to any topic.
     *
     * @param timestamp the message's timestamp, in milliseconds since the epoch; null for now
     */
    public void write(String topic, String key, byte[] value, @Nullable Long timestamp) throws IOException {
        check();
        try {
            var unused =
                    producer.send(new ProducerRecord<>(topic, null, timestamp, key.getBytes(UTF_8), value), (to, e) -> {
                        if (e != null) {
                            failure.compareAndSet(null, e);
                        }
                    });
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw failed(e);
        }
        check();
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    private void check() throws IOException {
        Exception e = failure.get();
        if (e != null) {
            throw failed(e);
        }
    }

    private static IOException failed(Exception e) {
        return new IOException("Kafka does not take the records: " + e.getMessage(), e);
    }
}
