package io.datastreamer.job.ingest;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes key and value to a topic; a record without value is a tombstone. */
final class KafkaRecordWriter implements KafkaRecordSerializationSchema<OutputRecord> {
    private static final long serialVersionUID = 1L;
    /** What Kafka adds to key and value, in bytes: lengths, times, the head of a batch. */
    private static final int OVERHEAD = 512;

    private final String topic;
    private final int largestRequest;

    /** @param largestRequest the producer's limit, in bytes */
    KafkaRecordWriter(String topic, int largestRequest) {
        this.topic = topic;
        this.largestRequest = largestRequest;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(OutputRecord output, KafkaSinkContext context, Long timestamp) {
        byte[] value = output.value();
        int keyBytes = output.key() == null ? 0 : output.key().length;
        return new ProducerRecord<>(
                topic,
                output.key(),
                value == null ? null : LargeRecords.fitted(value, largestRequest - OVERHEAD - keyBytes));
    }
}
