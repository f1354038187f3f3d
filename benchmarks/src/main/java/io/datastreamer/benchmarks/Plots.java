package io.datastreamer.benchmarks;

import io.datastreamer.benchmarks.chart.BarChart;
import io.datastreamer.benchmarks.chart.LineChart;
import io.datastreamer.benchmarks.chart.LineChart.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The pictures of the documentation. */
final class Plots {
    private Plots() {}

    /** Who delivers how much; nothing when nothing was measured. */
    static void throughput(Path dir, Map<String, Samples> rates) throws IOException {
        List<BarChart.Bar> bars = rates.entrySet().stream()
                .map(each -> new BarChart.Bar(
                        each.getKey(),
                        each.getValue().median(),
                        each.getValue().lowest(),
                        each.getValue().highest()))
                .toList();
        if (!bars.isEmpty()) {
            write(dir, "throughput.svg", BarChart.of("Documents a second, the whole way from Kafka, in bulk", bars));
        }
    }

    /** How latency grows with the load; nothing when nothing was measured. */
    static void latency(Path dir, Map<Integer, Latencies> byRate) throws IOException {
        if (byRate.isEmpty()) {
            return;
        }
        List<String> rates = byRate.keySet().stream().map(Table::format).toList();
        write(
                dir,
                "latency.svg",
                LineChart.of(
                        "Latency in milliseconds, from Kafka to the receiver",
                        "records a second",
                        rates,
                        true,
                        List.of(
                                latency("p50", 50, byRate),
                                latency("p99", 99, byRate),
                                latency("p99.9", 99.9, byRate))));
    }

    private static Line latency(String name, double percent, Map<Integer, Latencies> byRate) {
        return new Line(
                name,
                byRate.values().stream()
                        .map(each -> each.percentileMillis(percent))
                        .toList());
    }

    static void write(Path dir, String name, String picture) throws IOException {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(name), picture);
    }
}
