package io.datastreamer.portal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A real Kafka broker in this JVM, shared by all tests; each test has its own topics. */
public final class TestBroker {
    private static @Nullable TestBroker shared;

    private final KafkaClusterTestKit cluster;
    private final KafkaProducer<byte[], byte[]> producer;

    private TestBroker() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(true)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        cluster = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("offsets.topic.num.partitions", "1")
                .setConfigProp("group.initial.rebalance.delay.ms", "0")
                .setConfigProp("transaction.state.log.replication.factor", "1")
                .setConfigProp("transaction.state.log.min.isr", "1")
                .setConfigProp("transaction.state.log.num.partitions", "1")
                .setConfigProp("default.replication.factor", "1")
                .build();
        cluster.format();
        cluster.startup();
        cluster.waitForReadyBrokers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address(), "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The broker, which is started at the first call and stops with the JVM. */
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

    /** Writes a message and waits until the broker has it. */
    public void send(String topic, String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value)).get(30, TimeUnit.SECONDS);
    }

    /** Writes many messages, and waits until the broker has all of them. */
    public void sendAll(String topic, Map<String, byte[]> messages) {
        messages.forEach((key, value) -> {
            var unused = producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
        });
        producer.flush();
    }

    /** All committed messages of a topic with one partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", address());
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
