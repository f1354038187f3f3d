package io.datastreamer.benchmarks;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.process.Parts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that there is to measure, one after the other. */
final class AllBenchmark implements Benchmark {
    private final List<Benchmark> benchmarks;

    AllBenchmark(List<Benchmark> benchmarks) {
        this.benchmarks = List.copyOf(benchmarks);
    }

    @Override
    public String name() {
        return "all";
    }

    @Override
    public String summary() {
        return "All of these, one after the other, with one summary.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench all [--quick] [--json FILE]

                Measures everything, and tells each result as soon as it is there. One that cannot measure does not
                keep the others from it.

                  --quick  some minutes in all: to see that everything works, and the order of its figures
                """;
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        Table table = report.table("Summary", "benchmark", "targets met", "missed", "seconds");
        for (Benchmark each : benchmarks) {
            setting.say("== %s", each.name());
            long begun = System.nanoTime();
            Arguments arguments = arguments(setting.quick(), each);
            Report one = new Report(each.name(), "./streamer bench " + String.join(" ", line(setting.quick(), each)));
            try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
                each.run(new Setting(setting.root(), setting.quick(), arguments, parts, setting.progress()), one);
            } catch (Parts.Closed e) {
                throw e;
            } catch (Exception e) {
                report.note(each.name() + " could not measure: " + e.getMessage());
                report.atMost(each.name() + " could not measure", 0, 1);
            }
            one.print(System.out);
            report.include(one);
            table.row(each.name(), one.targetsMet(), one.targetsMissed(), ReceivedCounts.secondsSince(begun));
        }
    }

    private static List<String> line(boolean isQuick, Benchmark benchmark) {
        List<String> line = new ArrayList<>(List.of(benchmark.name()));
        if (isQuick) {
            line.add("--quick");
            line.addAll(benchmark.quickest());
        }
        return line;
    }

    private static Arguments arguments(boolean isQuick, Benchmark benchmark) throws BadArgument {
        List<String> line = line(isQuick, benchmark);
        Set<String> options = new HashSet<>(benchmark.options());
        return Arguments.parse(line.subList(1, line.size()).toArray(String[]::new), options, Set.of("quick"));
    }
}
