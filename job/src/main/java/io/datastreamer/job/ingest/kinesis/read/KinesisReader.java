package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import io.datastreamer.job.ingest.kinesis.shard.ShardEvents;
import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import io.datastreamer.job.ingest.time.RecordTimes;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.RawRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Reads the shards of a subtask.
 *
 * <p>It reports the end of a shard to the enumerator, which then begins the shard's children. Until the enumerator has
 * answered, the end is in this reader's checkpoints: so at any checkpoint at least one of the two has it.
 */
public final class KinesisReader
        extends SingleThreadMultiplexSourceReaderBase<ShardRecord, RawRecord, ShardSplit, ShardReading> {
    private final KinesisClient client;
    private final StreamReading reading;
    private final Map<String, ShardSplit> ended = new LinkedHashMap<>();
    private final List<String> restored = new ArrayList<>();
    private boolean started;

    /** Reads the shards that the enumerator gives it. */
    public KinesisReader(KinesisAccess access, StreamReading reading, SourceReaderContext context) {
        this(access.open(), access, reading, context);
    }

    private KinesisReader(
            KinesisClient client, KinesisAccess access, StreamReading reading, SourceReaderContext context) {
        super(
                () -> ShardFeeds.reader(client, access, reading, context.metricGroup()),
                new ShardRecordEmitter(),
                context.getConfiguration(),
                context);
        this.client = client;
        this.reading = reading;
    }

    /** Called with shards from a checkpoint before the start, and from the enumerator later. */
    @Override
    public void addSplits(List<ShardSplit> splits) {
        List<ShardSplit> open = new ArrayList<>(splits.size());
        for (ShardSplit split : splits) {
            if (split.position().isEnd()) {
                ended.put(split.shard(), split);
            } else {
                open.add(split);
                if (!started) {
                    restored.add(split.shard());
                }
            }
        }
        super.addSplits(open);
    }

    @Override
    public void start() {
        context.sendSourceEventToCoordinator(new ShardEvents.Held(new ArrayList<>(restored)));
        restored.clear();
        started = true;
        tellEnded(ended);
        super.start();
    }

    @Override
    protected void onSplitFinished(Map<String, ShardReading> finished) {
        Map<String, ShardSplit> now = new LinkedHashMap<>();
        finished.keySet().forEach(shard -> now.put(shard, new ShardSplit(shard, ShardPosition.END)));
        ended.putAll(now);
        tellEnded(now);
    }

    private void tellEnded(Map<String, ShardSplit> shards) {
        if (!shards.isEmpty()) {
            context.sendSourceEventToCoordinator(new ShardEvents.Ended(new ArrayList<>(shards.keySet())));
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof ShardEvents.EndKnown known) {
            known.shards().forEach(ended::remove);
        } else {
            super.handleSourceEvents(event);
        }
    }

    @Override
    public List<ShardSplit> snapshotState(long checkpoint) {
        List<ShardSplit> splits = new ArrayList<>(super.snapshotState(checkpoint));
        splits.addAll(ended.values());
        return splits;
    }

    @Override
    protected ShardReading initializedState(ShardSplit split) {
        RecordTimes times = new RecordTimes(
                reading.retention(),
                ShardMetrics.group(context.metricGroup(), split.shard()).counter(JobMetric.SHARD_TIMES_REPLACED.key()),
                JobMetric.SHARD_TIMES_REPLACED.prometheusName());
        return new ShardReading(reading.stream(), split, times);
    }

    @Override
    protected ShardSplit toSplitType(String shard, ShardReading at) {
        return new ShardSplit(shard, at.position);
    }

    @Override
    public void close() throws Exception {
        super.close();
        client.close();
    }
}
