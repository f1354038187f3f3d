package io.datastreamer.job.ingest;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a Kafka record over as it is: nothing is decoded, so nothing can fail. A tombstone has empty bytes.
 *
 * <p>A record's time is its producer's, and must not decide what is lost: one that is older than the history, in the
 * future, or missing counts as the time of arrival.
 */
final class KafkaRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRecordReader.class);
    private static final byte[] TOMBSTONE = new byte[0];
    private static final String TIMES_REPLACED = "timesReplaced";
    private static final long MOST_AHEAD_MS = Duration.ofMinutes(10).toMillis();
    private static final long WARN_EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final TypeInformation<RawRecord> type;
    private final long retentionMs;
    // records come in runs of one partition: its name is made once a run
    private transient @Nullable String source;
    private transient int partition;
    private transient @Nullable Counter timesReplaced;
    private transient long warnedAt;

    /**
     * @param retention how long documents are kept: what is older would be lost at once
     */
    KafkaRecordReader(TypeInformation<RawRecord> type, Duration retention) {
        this.type = type;
        this.retentionMs = retention.toMillis();
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        // within the group "deserializer", where Flink's connector puts what its deserializers count
        timesReplaced = context.getMetricGroup().counter(TIMES_REPLACED);
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
        out.collect(new RawRecord(
                value == null ? TOMBSTONE : value, message.key(), from, message.offset(), time(message, from), null));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }

    private long time(ConsumerRecord<byte[], byte[]> message, String from) {
        long time = message.timestamp();
        long now = System.currentTimeMillis();
        if (time > now - retentionMs && time < now + MOST_AHEAD_MS) {
            return time;
        }
        Objects.requireNonNull(timesReplaced).inc();
        if (now - warnedAt >= WARN_EVERY_MS) {
            warnedAt = now;
            LOG.warn(
                    "{}: the record at offset {} has the time {}, which is older than history.retention or in the"
                            + " future. It counts as {}, when it arrived; so do others (metric {}). Is the producer's"
                            + " time in seconds, not milliseconds?",
                    from,
                    message.offset(),
                    time < 0 ? "none" : Instant.ofEpochMilli(time),
                    Instant.ofEpochMilli(now),
                    JobMetric.TIMES_REPLACED.prometheusName());
        }
        return now;
    }
}
