package io.datastreamer.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.core.ConditionFactory;
import static org.awaitility.Awaitility.await;

/**
 * Reads the committed records of a topic from its start on, however often it is asked. For one thread at a time.
 *
 * @param <T> keys and values
 */
public final class TopicReader<T> implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(100);

    private final KafkaConsumer<T, T> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<T, T>> records = new ArrayList<>();

    TopicReader(String bootstrapServers, String topic, Deserializer<T> deserializer) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed"),
                deserializer,
                deserializer);
        // a broker may not know a new topic yet
        partitions = patiently().until(() -> consumer.partitionsFor(topic), found -> !found.isEmpty()).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /** All records that are in the topic by now. */
    public List<ConsumerRecord<T, T>> read() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        patiently().until(() -> {
            if (isBefore(ends)) {
                consumer.poll(TURN).forEach(records::add);
            }
            return !isBefore(ends);
        });
        return List.copyOf(records);
    }

    /** All records that are in the topic by now, once there are at least this many. */
    public List<ConsumerRecord<T, T>> read(int atLeast) {
        return patiently().until(this::read, found -> found.size() >= atLeast);
    }

    private static ConditionFactory patiently() {
        return await().atMost(TestBroker.PATIENCE).pollDelay(Duration.ZERO).pollInSameThread();
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
