package io.datastreamer.job.enrich;

import io.datastreamer.job.metrics.JobMetric;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Counts what comes in, what is dropped and what waits; see {@link JobMetric} for the balance they keep. */
final class EnrichMetrics {
    private final Counter records;
    private final Counter duplicates;
    private long waiting;

    /**
     * Registers the metrics.
     *
     * @param restored how many records wait in the state that the job starts from
     */
    EnrichMetrics(MetricGroup metrics, long restored) {
        records = metrics.counter(JobMetric.RECORDS.key());
        duplicates = metrics.counter(JobMetric.DUPLICATES.key());
        metrics.gauge(JobMetric.WAITING.key(), (Gauge<Long>) () -> waiting);
        records.inc(restored);
        waiting = restored;
    }

    void record() {
        records.inc();
    }

    void duplicate() {
        duplicates.inc();
    }

    void waitingChanged(long by) {
        waiting += by;
    }

    long waiting() {
        return waiting;
    }
}
