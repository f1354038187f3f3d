package io.datastreamer.job.mediate;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.SessionRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Counts incoming records and what becomes of them; see {@link JobMetric}. */
final class MediateMetrics {
    private final Counter records;
    private final Counter mediated;
    private final Counter events;
    private final Counter usages;
    private final Counter usedBytes;
    private final Counter duplicates;
    private final Counter late;
    private final Counter unused;
    private final Counter wraps;

    /**
     * Registers the metrics.
     *
     * @param open how many sessions are open, without those of the state that the job started from
     */
    MediateMetrics(MetricGroup metrics, Gauge<Long> open) {
        records = metrics.counter(JobMetric.RECORDS.key());
        mediated = metrics.counter(JobMetric.MEDIATED.key());
        events = metrics.counter(JobMetric.MEDIATED_EVENTS.key());
        usages = metrics.counter(JobMetric.MEDIATED_USAGES.key());
        usedBytes = metrics.counter(JobMetric.MEDIATED_BYTES.key());
        duplicates = metrics.counter(JobMetric.DUPLICATES.key());
        late = metrics.counter(JobMetric.LATE.key());
        unused = metrics.counter(JobMetric.UNUSED.key());
        wraps = metrics.counter(JobMetric.COUNTER_WRAPS.key());
        metrics.gauge(JobMetric.OPEN_SESSIONS.key(), open);
    }

    void event() {
        events.inc();
    }

    void usage(BillingRecord usage) {
        usages.inc();
        if (usage.service() == BillingRecord.Service.DATA) {
            usedBytes.inc(usage.tx() + usage.rx());
        }
    }

    void wrapped(int times) {
        wraps.inc(times);
    }

    /** Counts a record by its fate; rejections count themselves. */
    void account(SessionRecord record, Fate fate) {
        if (!isCounted(record)) {
            return;
        }
        records.inc();
        switch (fate) {
            case MEDIATED -> mediated.inc();
            case DUPLICATE -> duplicates.inc();
            case LATE -> late.inc();
            case UNUSED -> unused.inc();
            case REJECTED -> {}
        }
    }

    // a restart goes to all shards, and counts once
    private static boolean isCounted(SessionRecord record) {
        return record.event() != SessionRecord.Event.RESTART || record.shard() == 0;
    }

    /** What becomes of a record: exactly one of these. If two apply, the later one in this order counts. */
    enum Fate {
        UNUSED,
        MEDIATED,
        DUPLICATE,
        LATE,
        REJECTED
    }
}
