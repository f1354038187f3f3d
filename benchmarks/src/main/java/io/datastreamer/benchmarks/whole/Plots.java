package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.chart.BarChart;
import io.datastreamer.benchmarks.chart.FlameGraph;
import io.datastreamer.benchmarks.chart.LineChart;
import io.datastreamer.benchmarks.chart.LineChart.Line;
import io.datastreamer.benchmarks.report.Samples;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.CpuProfile;
import io.datastreamer.benchmarks.rig.JvmMeter;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.Stages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The pictures of the documentation. */
final class Plots {
    private static final String OURS = "io/datastreamer/";
    private static final String OURS_SHORT = "streamer/";
    private static final String FLINK = "org/apache/flink/";
    private static final String FLINK_SHORT = "flink/";
    private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda[$.0-9a-fx/]*");

    private Plots() {}

    /** Who delivers how much; nothing when nothing was measured. */
    static void throughput(Path dir, Map<String, Samples> rates) throws IOException {
        List<BarChart.Bar> bars = bars(rates);
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

    /** Where the job's processor time went, by stage. */
    static void flameGraph(Path dir, List<CpuProfile.Stack> stacks) throws IOException {
        FlameGraph graph = FlameGraph.empty();
        for (CpuProfile.Stack stack : stacks) {
            List<String> frames = new ArrayList<>(List.of(Stages.ofThread(stack.thread())));
            stack.frames().forEach(frame -> frames.add(shortened(frame)));
            graph.add(frames, stack.samples());
        }
        write(
                dir,
                "flame-graph.svg",
                graph.draw(
                        "Processor time of the job: its own code blue, Flink yellow, libraries and the JDK green, native code red",
                        Plots::colour));
    }

    // lambdas have a number and an address; our own packages and Flink's are known by their beginning
    private static String shortened(String frame) {
        String plain = LAMBDA.matcher(frame).replaceAll("");
        int name = plain.lastIndexOf('/') + 1;
        if (plain.startsWith(OURS)) {
            return OURS_SHORT + plain.substring(name);
        }
        return plain.startsWith(FLINK) ? FLINK_SHORT + plain.substring(name) : plain;
    }

    private static int colour(String frame) {
        if (frame.startsWith(OURS_SHORT) || Stages.ALL.contains(frame) || frame.equals(JvmMeter.JVM)) {
            return 0;
        }
        if (frame.startsWith(FLINK_SHORT)) {
            return 1;
        }
        return frame.contains("/") ? 2 : 3;
    }

    private static Line latency(String name, double percent, Map<Integer, Latencies> byRate) {
        return new Line(
                name,
                byRate.values().stream()
                        .map(each -> each.percentileMillis(percent))
                        .toList());
    }

    /** The same with more of this and that. */
    static void growth(Path dir, Map<String, Samples> rates) throws IOException {
        write(dir, "growth.svg", BarChart.of("Documents a second, by organisations, subtasks and state", bars(rates)));
    }

    /** What checkpoints take by days of history. */
    static void history(Path dir, Map<String, List<CheckpointGrowth.Day>> byBackend) throws IOException {
        List<String> days = byBackend.values().iterator().next().stream()
                .map(day -> Table.format(day.day()))
                .toList();
        List<Line> lines = byBackend.entrySet().stream()
                .map(each -> new Line(
                        each.getKey(),
                        each.getValue().stream()
                                .map(CheckpointGrowth.Day::megabytes)
                                .toList()))
                .toList();
        write(
                dir,
                "growth-history.svg",
                LineChart.of("Checkpoint in megabytes", "days of history", days, false, lines));
    }

    private static List<BarChart.Bar> bars(Map<String, Samples> rates) {
        return rates.entrySet().stream()
                .map(each -> new BarChart.Bar(
                        each.getKey(),
                        each.getValue().median(),
                        each.getValue().lowest(),
                        each.getValue().highest()))
                .toList();
    }

    static void write(Path dir, String name, String picture) throws IOException {
        Files.createDirectories(dir);
        Files.writeString(dir.resolve(name), picture);
    }
}
