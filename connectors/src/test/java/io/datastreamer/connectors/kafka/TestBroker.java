package io.datastreamer.connectors.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A real Kafka broker in this JVM, without passwords, with plain clients to write and read records. */
public final class TestBroker implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static @Nullable TestBroker shared;

    private final KafkaClusterTestKit cluster;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestBroker() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        cluster = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("default.replication.factor", "1")
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        admin = Admin.create(Map.of("bootstrap.servers", address()));
        producer = producer(Map.of("linger.ms", "0"));
    }

    /** A broker for all tests of this JVM, each with its own topics; it stops with the JVM. */
    public static synchronized TestBroker shared() throws Exception {
        TestBroker broker = shared;
        if (broker == null) {
            broker = new TestBroker();
            shared = broker;
        }
        return broker;
    }

    public String address() {
        return cluster.bootstrapServers();
    }

    /** Creates a topic of two partitions that keeps records of any age. */
    public void create(String topic) throws Exception {
        create(topic, Map.of());
    }

    /** The same with further settings of the topic. */
    public void create(String topic, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.put("retention.ms", "-1");
        NewTopic twoPartitions = new NewTopic(topic, 2, (short) 1).configs(all);
        admin.createTopics(List.of(twoPartitions)).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Sets a group's offset, as if it had read up to there. */
    public void commit(String group, String topic, int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", address());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes a record with a producer, and waits until the broker has it. */
    public static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            @Nullable Long time,
            @Nullable String key,
            @Nullable String value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, partition, time, bytesOrNull(key), bytesOrNull(value)))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Writes a record, and waits until the broker has it. */
    public void send(String topic, String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, bytesOrNull(key), value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Writes many records, and waits until the broker has all of them. */
    public void sendAll(String topic, Map<String, byte[]> records) {
        records.forEach((key, value) -> {
            var unused = producer.send(new ProducerRecord<>(topic, bytesOrNull(key), value));
        });
        producer.flush();
    }

    /** Reads a topic that exists; for tests that look again and again. */
    public TopicReader<byte[]> reader(String topic) {
        return new TopicReader<>(address(), topic, new ByteArrayDeserializer());
    }

    /** The records that are in the topic by now. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        return read(topic, 0);
    }

    /** The records of the topic, once there are at least this many. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int atLeast) {
        try (TopicReader<byte[]> reader = reader(topic)) {
            return reader.read(atLeast);
        }
    }

    @Override
    public void close() throws Exception {
        producer.close(Duration.ZERO);
        admin.close();
        cluster.close();
    }

    private static byte @Nullable [] bytesOrNull(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
