package io.datastreamer.job.ingest.files;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what a subtask has read of files. */
final class FileMetrics {
    private final Counter files;
    private final Counter begunAnew;
    private final Counter recordBytes;
    private final Counter paddingBytes;
    private final Counter damagedBytes;

    FileMetrics(MetricGroup group) {
        files = group.counter(JobMetric.FILES.key());
        begunAnew = group.counter(JobMetric.FILES_BEGUN_ANEW.key());
        recordBytes = bytes(group, "record");
        paddingBytes = bytes(group, "padding");
        damagedBytes = bytes(group, "damaged");
    }

    void count(Progress progress) {
        recordBytes.inc(progress.recordBytes());
        paddingBytes.inc(progress.paddingBytes());
        damagedBytes.inc(progress.damagedBytes());
        switch (progress.event()) {
            case BEGUN -> files.inc();
            case BEGUN_ANEW -> begunAnew.inc();
            case NONE, CAUGHT_UP, NOT_FOUND -> {}
        }
    }

    private static Counter bytes(MetricGroup group, String use) {
        return group.addGroup(Label.USE.key(), use).counter(JobMetric.FILE_BYTES.key());
    }
}
