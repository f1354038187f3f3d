package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import io.datastreamer.job.ingest.kinesis.access.StreamConsumer;
import io.datastreamer.job.ingest.kinesis.read.KinesisReader;
import io.datastreamer.job.ingest.kinesis.read.StreamReading;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplitSerializer;
import io.datastreamer.job.ingest.kinesis.shard.ShardTable;
import io.datastreamer.job.ingest.kinesis.shard.ShardTableSerializer;
import io.datastreamer.job.ingest.kinesis.shard.ShardTableState;
import io.datastreamer.job.record.RawRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A source of a stream of AWS Kinesis, read without end. Each record comes at least once. Records of a partition key
 * come in their order, also over splits and merges of shards. A checkpoint has a position for each shard.
 */
public final class KinesisSource
        implements Source<RawRecord, ShardSplit, ShardTableState>, ResultTypeQueryable<RawRecord> {
    private static final long serialVersionUID = 1L;

    private final KinesisAccess access;
    private final StreamReading reading;
    private final TypeInformation<RawRecord> type;

    /**
     * Describes a source. Opens no connection.
     *
     * @param access how the stream is reached
     * @param reading what is read, and how
     * @param type how Flink handles raw records
     */
    public KinesisSource(KinesisAccess access, StreamReading reading, TypeInformation<RawRecord> type) {
        this.access = access;
        this.reading = reading;
        this.type = type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<ShardSplit, ShardTableState> createEnumerator(SplitEnumeratorContext<ShardSplit> context) {
        return enumerator(context, new ShardTable(reading.start().position()));
    }

    /**
     * Goes on from a checkpoint. A checkpoint of another stream is refused: what was left of that stream would be lost.
     */
    @Override
    public SplitEnumerator<ShardSplit, ShardTableState> restoreEnumerator(
            SplitEnumeratorContext<ShardSplit> context, ShardTableState state) {
        String stream = reading.stream();
        if (!state.stream().equals(stream)) {
            throw new IllegalStateException(
                    "the checkpoint is of the Kinesis stream " + state.stream() + ", and not of " + stream
                            + ": start without the state directory, or with kinesis:" + state.stream());
        }
        return enumerator(context, new ShardTable(state.start(), state.shards()));
    }

    private KinesisEnumerator enumerator(SplitEnumeratorContext<ShardSplit> context, ShardTable table) {
        KinesisClient client = access.open();
        String consumer = reading.consumer();
        return new KinesisEnumerator(
                context,
                client,
                reading.stream(),
                reading.discoveryInterval(),
                table,
                consumer == null ? null : new StreamConsumer(client, reading.stream(), consumer));
    }

    @Override
    public SourceReader<RawRecord, ShardSplit> createReader(SourceReaderContext context) {
        return new KinesisReader(access, reading, context);
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
