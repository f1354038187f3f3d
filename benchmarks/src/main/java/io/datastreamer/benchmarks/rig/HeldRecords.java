package io.datastreamer.benchmarks.rig;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to Kafka in a transaction, which holds back what is written until all of it is there: it is seen by those who read
 * it at one moment, and nobody writes while they are measured. Not thread-safe.
 */
public final class HeldRecords implements AutoCloseable {
    private static final int TRANSACTION_MILLIS = 600_000;
    private static final long WITHIN_SECONDS = 60;

    private final Producer<byte[], byte[]> producer;

    /** @param transactionalId nobody else's */
    public HeldRecords(String broker, String transactionalId) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker,
                        "transactional.id", transactionalId,
                        "transaction.timeout.ms", TRANSACTION_MILLIS,
                        "batch.size", 1 << 18,
                        "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Makes topics to write to. */
    public static void createTopics(String broker, List<String> names, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<NewTopic> topics = names.stream()
                // the times of records need not be of now
                .map(name -> new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1")))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.createTopics(topics).all().get(WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Writes records that nobody sees before {@link #release}. */
    public void hold(int count, Supplier<ProducerRecord<byte[], byte[]>> next) throws IOException {
        try {
            producer.beginTransaction();
            for (int i = 0; i < count; i++) {
                var unused = producer.send(next.get());
            }
            producer.flush();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Shows what is held back. */
    public void release() throws IOException {
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    static IOException failed(KafkaException e) {
        return new IOException("Kafka does not take the records: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
