package io.datastreamer.job.ingest;

import io.datastreamer.job.config.KinesisReaderKind;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.ingest.kinesis.KinesisCheck;
import io.datastreamer.job.ingest.kinesis.KinesisSource;
import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import io.datastreamer.job.ingest.kinesis.read.StreamReading;
import io.datastreamer.job.ingest.kinesis.sink.KinesisSink;
import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/** Creates sources and sinks of streams of AWS Kinesis. */
final class KinesisEnds {
    private final @Nullable KinesisAccess access;
    private final StreamerConfig config;

    private KinesisEnds(@Nullable KinesisAccess access, StreamerConfig config) {
        this.access = access;
        this.config = config;
    }

    /**
     * Reads the options. Opens no connection.
     *
     * @throws OptionException when they contradict each other
     */
    static KinesisEnds of(StreamerConfig config) throws OptionException {
        String keyId = config.find(StreamerOptions.KINESIS_ACCESS_KEY_ID).orElse(null);
        String secret = config.find(StreamerOptions.KINESIS_SECRET_ACCESS_KEY).orElse(null);
        if ((keyId == null) != (secret == null)) {
            throw new OptionException("--" + StreamerOptions.KINESIS_ACCESS_KEY_ID.key() + " and --"
                    + StreamerOptions.KINESIS_SECRET_ACCESS_KEY.key()
                    + " go together: set both, or neither for the credentials of the machine.");
        }
        KinesisAccess access = config.find(StreamerOptions.KINESIS_REGION)
                .map(region -> new KinesisAccess(
                        region,
                        config.find(StreamerOptions.KINESIS_ENDPOINT).orElse(null),
                        keyId,
                        secret,
                        config.find(StreamerOptions.KINESIS_ROLE_ARN).orElse(null),
                        config.find(StreamerOptions.STS_ENDPOINT).orElse(null)))
                .orElse(null);
        return new KinesisEnds(access, config);
    }

    /**
     * Checks that the region of the stream is set.
     *
     * @throws OptionException when not
     */
    void requireRegion(End.Shards end) throws OptionException {
        if (access == null) {
            throw new OptionException(end.shown() + " needs --" + StreamerOptions.KINESIS_REGION.key() + " REGION.");
        }
    }

    /**
     * Checks that the service answers, and knows the stream.
     *
     * @throws OptionException when not
     */
    void check(End.Shards end, boolean input) throws OptionException {
        Duration timeout = config.get(StreamerOptions.START_TIMEOUT);
        KinesisCheck.check(access(), end.shown(), end.stream(), input, timeout);
    }

    Source<RawRecord, ?, ?> source(End.Shards end, TypeInformation<RawRecord> type) {
        boolean fanOut = config.get(StreamerOptions.KINESIS_READER) == KinesisReaderKind.FAN_OUT;
        StreamReading reading = new StreamReading(
                end.stream(),
                start(end.from()),
                config.get(StreamerOptions.KINESIS_DISCOVERY_INTERVAL),
                config.get(StreamerOptions.HISTORY_RETENTION),
                fanOut ? config.get(StreamerOptions.KINESIS_CONSUMER) : null);
        return new KinesisSource(access(), reading, type);
    }

    Sink<OutputRecord> sink(End.Shards end) {
        return new KinesisSink<>(access(), end.stream(), new KinesisRecordWriter());
    }

    // Kinesis keeps no offsets of a consumer group: without a checkpoint, everything that is kept is read
    private static StreamReading.Start start(End.@Nullable Start from) {
        if (from == null) {
            return StreamReading.Start.EARLIEST;
        }
        return switch (from.at()) {
            case COMMITTED, EARLIEST -> StreamReading.Start.EARLIEST;
            case LATEST -> StreamReading.Start.LATEST;
            case TIME -> StreamReading.Start.at(from.timeMs());
        };
    }

    private KinesisAccess access() {
        if (access == null) {
            throw new IllegalStateException("--" + StreamerOptions.KINESIS_REGION.key() + " is not set");
        }
        return access;
    }
}
