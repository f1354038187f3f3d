package io.datastreamer.job.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
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
import static org.awaitility.Awaitility.await;

/** A real Kafka broker in this JVM, with a plain client to write and read records. */
public final class KafkaTestBroker implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final KafkaClusterTestKit cluster;
    private final Admin admin;

    public KafkaTestBroker() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        cluster = new KafkaClusterTestKit.Builder(nodes)
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
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
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
    void commit(String group, String topic, int partition, long offset) throws Exception {
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

    /** Writes a record and waits until the broker has it. */
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

    /** The records of the topic, once there are at least this many. */
    public List<ConsumerRecord<byte[], byte[]>> consume(String topic, int atLeast) {
        Map<String, Object> properties = Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    @Override
    public void close() throws Exception {
        admin.close();
        cluster.close();
    }

    private static byte @Nullable [] bytesOrNull(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }
}
