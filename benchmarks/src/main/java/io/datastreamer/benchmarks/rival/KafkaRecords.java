package io.datastreamer.benchmarks.rival;

import io.datastreamer.job.record.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records from Kafka, those of complete transactions only, from the beginning. */
final class KafkaRecords {
    /** As many as a fetch brings: the default of 500 costs a loop more than its records do. */
    private static final int MOST_A_POLL = 10_000;

    private KafkaRecords() {}

    static Consumer<byte[], byte[]> consumer(String bootstrapServers, String group) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("group.id", group);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.put("max.poll.records", MOST_A_POLL);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    static RawRecord raw(ConsumerRecord<byte[], byte[]> message) {
        return new RawRecord(
                message.value(), message.key(), message.topic(), message.offset(), message.timestamp(), null);
    }
}
