package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Two topics of raw records, whose ids count up without a gap. What is written for a turn is held
 * back until all of it is there. Not thread-safe.
 */
public final class RecordTopics implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final String networkTopic;
    private final String billingTopic;
    private final LoadRecords records;
    private final HeldRecords held;
    private final Producer<byte[], byte[]> live;
    private long nextId = LoadRecords.FIRST_RECORD_ID;

    /** Those that the job reads when nothing else is said; they are there. */
    public static RecordTopics ofTheJob(Load load, String broker) {
        return ofTheJob(new LoadRecords(load), broker);
    }

    /** Those that the job reads when nothing else is said; they are there. */
    public static RecordTopics ofTheJob(LoadRecords records, String broker) {
        return new RecordTopics(records, broker, Topics.NETWORK_RECORDS.topic(), Topics.BILLING_RECORDS.topic());
    }

    /**
     * Makes two of their own.
     *
     * @param reader who reads them: what their names begin with
     */
    public static RecordTopics make(Load load, String broker, String reader)
            throws ExecutionException, InterruptedException, TimeoutException {
        String network = reader + "-" + Topics.NETWORK_RECORDS.topic();
        String billing = reader + "-" + Topics.BILLING_RECORDS.topic();
        HeldRecords.createTopics(broker, List.of(network, billing), PARTITIONS);
        return new RecordTopics(new LoadRecords(load), broker, network, billing);
    }

    private RecordTopics(LoadRecords records, String broker, String networkTopic, String billingTopic) {
        this.networkTopic = networkTopic;
        this.billingTopic = billingTopic;
        this.records = records;
        this.held = new HeldRecords(broker, networkTopic);
        this.live = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public String networkTopic() {
        return networkTopic;
    }

    public String billingTopic() {
        return billingTopic;
    }

    /** The id of the record that comes next. */
    public long nextId() {
        return nextId;
    }

    /** Writes records that nobody sees before {@link #release}. */
    public void hold(int count) throws IOException {
        held.hold(count, this::next);
    }

    /** Shows what is held back. */
    public void release() throws IOException {
        held.release();
    }

    /**
     * Writes so many records a second, evenly, each as soon as it is due.
     *
     * @return when each was given to the producer, by {@link System#nanoTime}
     */
    public long[] feed(int perSecond, int count) throws IOException, InterruptedException {
        long[] writtenAt = new long[count];
        long start = System.nanoTime();
        int written = 0;
        try {
            while (written < count) {
                double seconds = ReceivedCounts.secondsSince(start);
                int due = (int) Math.min(count, Math.round(seconds * perSecond));
                for (; written < due; written++) {
                    ProducerRecord<byte[], byte[]> record = next();
                    writtenAt[written] = System.nanoTime();
                    var unused = live.send(record);
                }
                TimeUnit.NANOSECONDS.sleep(TURN_NANOS);
            }
            live.flush();
        } catch (KafkaException e) {
            throw HeldRecords.failed(e);
        }
        return writtenAt;
    }

    private ProducerRecord<byte[], byte[]> next() {
        LoadRecord record = records.next();
        nextId++;
        return new ProducerRecord<>(
                record.isNetwork() ? networkTopic : billingTopic,
                Load.imsi(record.sim()).getBytes(UTF_8),
                record.line());
    }

    @Override
    public void close() {
        held.close();
        live.close(Duration.ZERO);
    }
}
