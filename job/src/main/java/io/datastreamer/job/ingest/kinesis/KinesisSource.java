package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A stream of AWS Kinesis, read without end. Each record comes at least once, those of a partition key in their order,
 * also over splits and merges of shards; a checkpoint has a position for each shard.
 */
public final class KinesisSource
        implements Source<RawRecord, ShardSplit, ShardTableState>, ResultTypeQueryable<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final KinesisAccess access;
    private final String stream;
    private final Start start;
    private final Duration discoveryInterval;
    private final TypeInformation<RawRecord> type;

    /**
     * Where reading starts without a checkpoint.
     *
     * @param fromMs records that arrived at that time or later, in milliseconds since the epoch; null for all that there
     *     are
     * @param latest what arrives from the job's start on
     */
    public record Start(@Nullable Long fromMs, boolean latest) implements java.io.Serializable {
        public static final Start EARLIEST = new Start(null, false);
        public static final Start LATEST = new Start(null, true);

        /** What arrived at that time or later. */
        public static Start at(long timeMs) {
            return new Start(timeMs, false);
        }

        // a time and not "the latest": a place that moves would lose what arrives before the first checkpoint
        private ShardPosition position() {
            if (latest) {
                return ShardPosition.time(System.currentTimeMillis());
            }
            return fromMs == null ? ShardPosition.EARLIEST : ShardPosition.time(fromMs);
        }
    }

    /**
     * Describes a source. Dials nothing.
     *
     * @param access how the stream is reached
     * @param stream its name
     * @param start where reading starts without a checkpoint
     * @param discoveryInterval how often to look for new shards
     * @param type how Flink handles raw records
     */
    public KinesisSource(
            KinesisAccess access,
            String stream,
            Start start,
            Duration discoveryInterval,
            TypeInformation<RawRecord> type) {
        this.access = access;
        this.stream = stream;
        this.start = start;
        this.discoveryInterval = discoveryInterval;
        this.type = type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<ShardSplit, ShardTableState> createEnumerator(SplitEnumeratorContext<ShardSplit> context) {
        return enumerator(context, new ShardTable(start.position()));
    }

    /** Goes on from a checkpoint. One of another stream is refused: what was left of that would be lost. */
    @Override
    public SplitEnumerator<ShardSplit, ShardTableState> restoreEnumerator(
            SplitEnumeratorContext<ShardSplit> context, ShardTableState state) {
        if (!state.stream().equals(stream)) {
            throw new IllegalStateException(
                    "the checkpoint is of the Kinesis stream " + state.stream() + ", and not of " + stream
                            + ": start without the state directory, or with kinesis:" + state.stream());
        }
        return enumerator(context, new ShardTable(state.start(), state.shards()));
    }

    private KinesisEnumerator enumerator(SplitEnumeratorContext<ShardSplit> context, ShardTable table) {
        return new KinesisEnumerator(context, access.open(), stream, discoveryInterval, table);
    }

    @Override
    public SourceReader<RawRecord, ShardSplit> createReader(SourceReaderContext context) {
        return new KinesisReader(access.open(), stream, context);
    }

    @Override
    public SimpleVersionedSerializer<ShardSplit> getSplitSerializer() {
        return new ShardSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ShardTableState> getEnumeratorCheckpointSerializer() {
        return new ShardTableSerializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return type;
    }
}
