package io.datastreamer.job.ingest.time;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which time counts for a record. The record's own time comes from outside and must not decide what is lost: if
 * it is older than the history, in the future or missing, the present counts instead. One instance per subtask.
 */
public final class RecordTimes {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTimes.class);
    private static final long MOST_AHEAD_MS = Duration.ofMinutes(10).toMillis();
    private static final long WARN_EVERY_MS = Duration.ofMinutes(1).toMillis();

    private final long retentionMs;
    private final Counter replaced;
    private final String metric;
    private long warnedAt;

    /**
     * @param retention how long documents are kept: an older record would be lost at once
     * @param replaced counts the times that were replaced
     * @param metric the counter's name, for the log
     */
    public RecordTimes(Duration retention, Counter replaced, String metric) {
        this.retentionMs = retention.toMillis();
        this.replaced = replaced;
        this.metric = metric;
    }

    /**
     * The time that counts, in milliseconds since the epoch.
     *
     * @param time what comes with the record, in milliseconds since the epoch; below zero for none
     * @param source where the record came from, for the log
     * @param position its place in the source, for the log
     */
    public long of(long time, String source, long position) {
        long now = System.currentTimeMillis();
        if (time > now - retentionMs && time < now + MOST_AHEAD_MS) {
            return time;
        }
        replaced.inc();
        if (now - warnedAt >= WARN_EVERY_MS) {
            warnedAt = now;
            LOG.warn(
                    "{}: the record at {} has the time {}, which is older than history.retention or in the future. It"
                            + " counts as {}, when it arrived; so do others (metric {}). Is the producer's time in"
                            + " seconds, not milliseconds?",
                    source,
                    position,
                    time < 0 ? "none" : Instant.ofEpochMilli(time),
                    Instant.ofEpochMilli(now),
                    metric);
        }
        return now;
    }
}
