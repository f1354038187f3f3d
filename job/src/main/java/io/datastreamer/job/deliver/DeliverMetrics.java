package io.datastreamer.job.deliver;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.engine.Engine;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import java.util.function.IntToLongFunction;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Registers the engine's numbers as Flink metrics. All exist from the start, at zero. */
final class DeliverMetrics {
    private final MetricGroup group;

    private DeliverMetrics(MetricGroup group) {
        this.group = group;
    }

    static void register(MetricGroup group, Engine engine, JournalTotals totals) {
        DeliverMetrics metrics = new DeliverMetrics(group);
        Tally tally = engine.tally();
        LaneCensus census = engine.census();
        metrics.add(JobMetric.APPENDED, tally::appendedDocuments);
        metrics.byType(JobMetric.DELIVERED, tally::deliveredTo);
        metrics.byType(JobMetric.REFUSED, tally::refusedBy);
        metrics.byType(JobMetric.EXPIRED, tally::expiredOf);
        metrics.byType(JobMetric.STALE, tally::staleBy);
        metrics.byType(JobMetric.ATTEMPT_MILLIS_SUM, tally::millis);
        for (ApiType type : ApiType.values()) {
            MetricGroup ofType = group.addGroup(Label.INTEGRATION.key(), type.name());
            for (DeliveryAttempt.Outcome outcome : DeliveryAttempt.Outcome.values()) {
                add(
                        ofType.addGroup(Label.OUTCOME.key(), outcome.name()),
                        JobMetric.ATTEMPTS,
                        () -> tally.endedWith(type, outcome));
            }
            histogram(ofType, JobMetric.ATTEMPT_MILLIS, Tally.boundsMillis(), bound -> tally.fasterThan(type, bound));
        }
        for (StreamStatus.State state : StreamStatus.State.values()) {
            add(group.addGroup(Label.STATE.key(), state.name()), JobMetric.STREAMS, () -> engine.streams(state));
        }
        for (Phase phase : Phase.values()) {
            add(group.addGroup(Label.PHASE.key(), phase.name()), JobMetric.LANES, () -> census.lanes(phase));
        }
        histogram(group, JobMetric.LANES_BY_LAG, LaneCensus.boundsSeconds(), census::closerThan);
        metrics.add(JobMetric.LAG_SECONDS, census::lagSeconds);
        metrics.add(JobMetric.SECONDS_TO_EXPIRY, census::secondsToExpiry);
        metrics.add(JobMetric.REQUESTS_IN_FLIGHT, engine::requestsInFlight);
        metrics.add(JobMetric.BYTES_IN_FLIGHT, engine::bytesInFlight);
        metrics.add(JobMetric.JOURNALS, engine::openJournals);
        metrics.add(JobMetric.OPEN_JOURNAL_BYTES, engine::openJournalBytes);
        metrics.add(JobMetric.JOURNAL_SEGMENTS, totals::segments);
        metrics.add(JobMetric.JOURNAL_BYTES, totals::bytes);
    }

    private void add(JobMetric metric, LongSupplier value) {
        add(group, metric, value);
    }

    private void byType(JobMetric metric, ToLongFunction<ApiType> value) {
        for (ApiType type : ApiType.values()) {
            add(group.addGroup(Label.INTEGRATION.key(), type.name()), metric, () -> value.applyAsLong(type));
        }
    }

    private static void histogram(MetricGroup of, JobMetric metric, long[] bounds, IntToLongFunction upTo) {
        for (int i = 0; i <= bounds.length; i++) {
            int bound = i;
            String le = i == bounds.length ? Label.ALL : String.valueOf(bounds[i]);
            add(of.addGroup(Label.LE.key(), le), metric, () -> upTo.applyAsLong(bound));
        }
    }

    private static void add(MetricGroup of, JobMetric metric, LongSupplier value) {
        switch (metric.kind()) {
            case COUNTER -> of.counter(metric.key(), new Count(value));
            case GAUGE -> of.gauge(metric.key(), (Gauge<Long>) value::getAsLong);
        }
    }

    /** A Flink counter that shows a number which the engine counts. */
    private record Count(LongSupplier value) implements Counter {
        @Override
        public long getCount() {
            return value.getAsLong();
        }

        @Override
        public void inc() {
            inc(1);
        }

        @Override
        public void inc(long n) {
            throw new UnsupportedOperationException("the engine counts");
        }

        @Override
        public void dec() {
            inc(-1);
        }

        @Override
        public void dec(long n) {
            inc(-n);
        }
    }
}
