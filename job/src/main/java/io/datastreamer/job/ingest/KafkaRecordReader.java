package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes a Kafka record over as it is: nothing is decoded, so nothing can fail. A tombstone has empty bytes. */
final class KafkaRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final byte[] TOMBSTONE = new byte[0];

    private final TypeInformation<RawRecord> type;
    // records come in runs of one partition: its name is made once a run
    private transient @Nullable String source;
    private transient int partition;

    KafkaRecordReader(TypeInformation<RawRecord> type) {
        this.type = type;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<RawRecord> out) {
        String from = source;
        if (from == null || partition != message.partition()) {
            from = message.topic() + "-" + message.partition();
            source = from;
            partition = message.partition();
        }
        byte @Nullable [] value = message.value();
        long timestamp = message.timestamp() < 0 ? System.currentTimeMillis() : message.timestamp();
        out.collect(new RawRecord(
                value == null ? TOMBSTONE : value, message.key(), from, message.offset(), timestamp, null));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }
}
