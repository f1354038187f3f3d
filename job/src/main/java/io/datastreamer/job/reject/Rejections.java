package io.datastreamer.job.reject;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.serial.ValueType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.OutputTag;

/** Makes and counts the rejected records of one stage. One instance per subtask, made in {@code open}. */
public final class Rejections {
    /** The type of what is rejected. */
    public static final ValueType<Rejected> TYPE = new ValueType<>(Rejected.class, new RejectedSerializer());

    /** The side output of every stage for rejected records. */
    public static final OutputTag<Rejected> TAG = new OutputTag<>("rejected", TYPE);

    private final String stage;
    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    /**
     * Registers a counter for each reason.
     *
     * @param stage as in {@link Rejected#stage}
     * @param metrics the operator's
     */
    public Rejections(String stage, MetricGroup metrics) {
        this.stage = stage;
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason, metrics.addGroup(Label.REASON.key(), reason.label()).counter(JobMetric.REJECTED.key()));
        }
    }

    /**
     * Counts and returns a rejected record; the caller emits it to {@link #TAG}.
     *
     * @param origin of the rejected record
     * @param reason for the counter
     * @param text for people to read: names the member and its value
     * @param nowMillis the present, milliseconds since the epoch
     */
    public Rejected reject(Origin origin, Reason reason, String text, long nowMillis) {
        count(reason);
        return new Rejected(
                stage,
                text,
                origin.source(),
                Long.toString(origin.position()),
                origin.raw(),
                null,
                0,
                Instant.ofEpochMilli(nowMillis));
    }

    /** Counts a rejected record without an origin. */
    public void count(Reason reason) {
        Objects.requireNonNull(counters.get(reason)).inc();
    }
}
