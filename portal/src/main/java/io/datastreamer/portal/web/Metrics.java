package io.datastreamer.portal.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts requests, and shows counters and gauges in Prometheus' text format. */
public final class Metrics {
    private static final String PREFIX = "data_streamer_portal_";

    private final Map<Request, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Reading> readings = new TreeMap<>();

    private record Request(String method, String route, int status) implements Comparable<Request> {
        @Override
        public int compareTo(Request other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Reading(String help, String type, LongSupplier value) {}

    /**
     * Adds a gauge.
     *
     * @param name without the common prefix
     */
    public Metrics gauge(String name, String help, LongSupplier value) {
        readings.put(name, new Reading(help, "gauge", value));
        return this;
    }

    /**
     * Adds a counter whose value is counted elsewhere.
     *
     * @param name without the common prefix
     */
    public Metrics counter(String name, String help, LongSupplier value) {
        readings.put(name, new Reading(help, "counter", value));
        return this;
    }

    /**
     * Counts a request.
     *
     * @param route the pattern of its path, out of a few
     */
    void count(String method, String route, int status) {
        requests.computeIfAbsent(new Request(method, route, status), key -> new LongAdder())
                .increment();
    }

    /** All metrics in Prometheus' text format. */
    public String text() {
        StringBuilder text = new StringBuilder();
        head(text, "requests_total", "Requests by method, route and status.", "counter");
        new TreeMap<>(requests)
                .forEach((request, count) -> text.append(PREFIX)
                        .append("requests_total{method=\"")
                        .append(request.method())
                        .append("\",route=\"")
                        .append(request.route())
                        .append("\",status=\"")
                        .append(request.status())
                        .append("\"} ")
                        .append(count.sum())
                        .append('\n'));
        readings.forEach((name, reading) -> {
            head(text, name, reading.help(), reading.type());
            text.append(PREFIX)
                    .append(name)
                    .append(' ')
                    .append(reading.value().getAsLong())
                    .append('\n');
        });
        return text.toString();
    }

    private static void head(StringBuilder text, String name, String help, String type) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }
}
