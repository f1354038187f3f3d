package io.datastreamer.job.ingest;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes key and value to a topic; a record without value is a tombstone. */
final class KafkaRecordWriter implements KafkaRecordSerializationSchema<OutputRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    KafkaRecordWriter(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(OutputRecord output, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(topic, output.key(), output.value());
    }
}
