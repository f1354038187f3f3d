package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** Counts for one shard. Written in the thread that reads it. */
final class ShardMetrics {
    private final Counter records;
    private final Counter bytes;
    private final Counter waits;
    private final Counter gaps;
    private volatile long millisBehind;

    /** @param reader the group of the reader that has the shard */
    ShardMetrics(MetricGroup reader, String shard) {
        MetricGroup group = group(reader, shard);
        records = group.counter(JobMetric.SHARD_RECORDS.key());
        bytes = group.counter(JobMetric.SHARD_BYTES.key());
        waits = group.counter(JobMetric.SHARD_WAITS.key());
        gaps = group.counter(JobMetric.SHARD_GAPS.key());
        group.gauge(JobMetric.MILLIS_BEHIND_LATEST.key(), (Gauge<Long>) () -> millisBehind);
    }

    /** The group of a shard, within that of the reader that has it. */
    static MetricGroup group(MetricGroup reader, String shard) {
        return reader.addGroup(Label.SHARD.key(), shard);
    }

    void read(long moreRecords, long moreBytes) {
        records.inc(moreRecords);
        bytes.inc(moreBytes);
    }

    void waited() {
        waits.inc();
    }

    /** Notes that records may have been lost before they were read. */
    void lost() {
        gaps.inc();
    }

    void millisBehind(@Nullable Long millis) {
        millisBehind = millis == null ? 0 : millis;
    }
}
