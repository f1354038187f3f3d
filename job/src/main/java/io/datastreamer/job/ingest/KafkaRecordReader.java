package io.datastreamer.job.ingest;

import io.datastreamer.job.ingest.time.RecordTimes;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Copies a Kafka record as it is: nothing is decoded, so nothing can fail. A tombstone has empty bytes. */
final class KafkaRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final byte[] TOMBSTONE = new byte[0];
    private static final String TIMES_REPLACED = "timesReplaced";

    private final TypeInformation<RawRecord> type;
    private final Duration retention;
    // records come in runs of one partition: its name is made once per run
    private transient @Nullable String source;
    private transient int partition;
    private transient @Nullable RecordTimes times;

    /** @param retention how long documents are kept: an older record counts as arrived now */
    KafkaRecordReader(TypeInformation<RawRecord> type, Duration retention) {
        this.type = type;
        this.retention = retention;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        // within the group "deserializer", where Flink's connector puts the counters of its deserializers
        times = new RecordTimes(
                retention, context.getMetricGroup().counter(TIMES_REPLACED), JobMetric.TIMES_REPLACED.prometheusName());
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
        long time = Objects.requireNonNull(times).of(message.timestamp(), from, message.offset());
        out.collect(
                new RawRecord(value == null ? TOMBSTONE : value, message.key(), from, message.offset(), time, null));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }
}
