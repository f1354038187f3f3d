package io.datastreamer.benchmarks.part;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Setting;
import java.util.Collection;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The single parts that {@code bench micro} gives to JMH, with its scores among the others' results. */
public final class SinglePartsBenchmark implements Benchmark {
    private static final TimeValue SHORT = TimeValue.milliseconds(300);

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String summary() {
        return "Single parts, with JMH; what follows goes to JMH.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench micro [NAME] [OPTION ...]

                Single parts, with JMH, whose options these are; -h lists them.
                """;
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        ChainedOptionsBuilder options =
                new OptionsBuilder().forks(1).shouldFailOnError(true).verbosity(VerboseMode.SILENT);
        if (setting.quick()) {
            options.warmupIterations(1)
                    .warmupTime(SHORT)
                    .measurementIterations(1)
                    .measurementTime(SHORT);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        Table table = report.table("Single parts", "benchmark", "score", "unit");
        for (RunResult each : results) {
            Result<?> score = each.getPrimaryResult();
            String name = each.getParams().getBenchmark();
            table.row(
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    score.getScore(),
                    score.getScoreUnit());
        }
        report.atLeast("single parts that could be measured", 1, results.size());
    }
}
