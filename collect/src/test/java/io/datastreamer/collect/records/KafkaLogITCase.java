package io.datastreamer.collect.records;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@link KafkaLog} with a real broker, which is stopped at the end. */
class KafkaLogITCase {
    private static final String TOPIC = "radius";

    @Test
    void recordsAreInTheTopicWhenTheyAreSaidToBe() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(false)
                .setNumBrokerNodes(1)
                .setNumControllerNodes(1)
                .build();
        try (KafkaClusterTestKit cluster = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .setConfigProp("auto.create.topics.enable", "false")
                .build()) {
            cluster.format();
            cluster.startup();
            cluster.waitForReadyBrokers();
            Map<String, String> properties = Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "0");
            assertThatThrownBy(() -> new KafkaLog(properties, TOPIC))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the topic radius is not there, or no broker answers: ");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            try (KafkaLog log = new KafkaLog(properties, TOPIC)) {
                List<RecordLog.Entry> entries = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    entries.add(new RecordLog.Entry(
                            (i % 10 == 0 ? "" : "S" + i % 7).getBytes(US_ASCII), ("block " + i).getBytes(US_ASCII)));
                }
                assertThat(log.append(entries).cardinality()).isEqualTo(1000);

                List<ConsumerRecord<String, String>> read = read(cluster.bootstrapServers(), 1000);
                assertThat(read).hasSize(1000);
                assertThat(read.get(8).value()).isEqualTo("block 8");
                assertThat(read.get(8).key()).isEqualTo("S1");
                assertThat(read.get(10).key()).isNull();

                cluster.brokers().values().forEach(broker -> broker.shutdown());
                assertThatThrownBy(() -> log.append(entries))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("kafka:radius: ");
            }
        }
    }

    private static List<ConsumerRecord<String, String>> read(String bootstrapServers, int count) {
        List<ConsumerRecord<String, String>> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (read.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(read::add);
            }
        }
        return read;
    }
}
