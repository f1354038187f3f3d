package io.datastreamer.job;

import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Keeps the metrics of a job in this process, so that they can be read after its end. */
public final class KeptMetrics implements MetricReporter {
    private static final Map<String, Queue<Named>> BY_RUN = new ConcurrentHashMap<>();
    private static final String RUN = "run";

    private String run = "";

    private record Named(String name, Metric metric) {
        // Flink's own gauges cannot be read at any time
        boolean isOwnGauge() {
            return metric instanceof Gauge && name.endsWith("." + JobMetric.WAITING.key());
        }
    }

    /** How Flink finds it. */
    public static final class Factory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new KeptMetrics();
        }
    }

    /** Keeps the metrics of a job with this configuration under the name of the run. */
    static void addTo(Configuration configuration, String run) {
        configuration.setString("metrics.reporter.kept.factory.class", Factory.class.getName());
        configuration.setString("metrics.reporter.kept." + RUN, run);
    }

    /**
     * Counters, and the job's own gauges, summed over all subtasks: by {@code operator.metric}, and by
     * {@code operator.metric.reason} for metrics with a reason's label.
     */
    static Map<String, Long> sums(String run) {
        Map<String, Long> sums = new TreeMap<>();
        for (Named named : BY_RUN.getOrDefault(run, new ConcurrentLinkedQueue<>())) {
            if (named.metric() instanceof Counter counter) {
                sums.merge(named.name(), counter.getCount(), Long::sum);
            } else if (named.isOwnGauge() && ((Gauge<?>) named.metric()).getValue() instanceof Long value) {
                sums.merge(named.name(), value, Long::sum);
            }
        }
        return sums;
    }

    @Override
    public void open(MetricConfig config) {
        run = config.getString(RUN, "");
    }

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().get("<operator_name>");
        if (operator != null) {
            Queue<Named> kept = BY_RUN.computeIfAbsent(run, key -> new ConcurrentLinkedQueue<>());
            kept.add(new Named(operator + "." + name, metric));
            String reason = group.getAllVariables().get("<" + Label.REASON.key() + ">");
            if (reason != null) {
                kept.add(new Named(operator + "." + name + "." + reason, metric));
            }
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
}
