package io.datastreamer.benchmarks;

import io.datastreamer.benchmarks.isolation.IsolationBenchmark;
import io.datastreamer.benchmarks.part.SinglePartsBenchmark;
import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.whole.GrowthBenchmark;
import io.datastreamer.benchmarks.whole.HistoryBenchmark;
import io.datastreamer.benchmarks.whole.StreamsBenchmark;
import io.datastreamer.benchmarks.whole.ThroughputBenchmark;
import io.datastreamer.benchmarks.whole.WindowBenchmark;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.process.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code ./streamer bench}: runs a {@link Benchmark}. */
public final class Bench {
    private static final List<Benchmark> SINGLE = List.of(
            new SinglePartsBenchmark(),
            new ThroughputBenchmark(),
            new GrowthBenchmark(),
            new IsolationBenchmark(),
            new WindowBenchmark(),
            new HistoryBenchmark(),
            new StreamsBenchmark());
    private static final List<Benchmark> BENCHMARKS =
            Stream.concat(SINGLE.stream(), Stream.of(new AllBenchmark(SINGLE))).toList();

    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;

    private Bench() {}

    public static void main(String[] args) {
        String kind = args.length == 0 ? "--help" : args[0];
        if (kind.equals("--help")) {
            printHelp();
            return;
        }
        Parts parts = new Parts("bench");
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
        int code;
        try {
            code = run(kind, Arrays.copyOfRange(args, 1, args.length), parts);
        } catch (BadArgument e) {
            System.err.println("bench: " + e.getMessage());
            code = BAD_ARGUMENTS;
        } catch (Exception | LinkageError e) {
            if (!parts.isClosing()) {
                System.err.println("bench: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                if (e instanceof RuntimeException) {
                    e.printStackTrace();
                }
            }
            code = FAILED;
        }
        parts.close();
        System.exit(code);
    }

    private static int run(String kind, String[] args, Parts parts) throws Exception {
        Benchmark benchmark = BENCHMARKS.stream()
                .filter(each -> each.name().equals(kind))
                .findFirst()
                .orElseThrow(
                        () -> new BadArgument("there is no benchmark '" + kind + "'; see ./streamer bench --help."));
        if (List.of(args).contains("--help")) {
            System.out.print(benchmark.help());
            return 0;
        }
        Set<String> options = new HashSet<>(benchmark.options());
        options.addAll(Set.of("root", "json"));
        Arguments arguments = Arguments.parse(args, options, Set.of("quick"));
        Path root = Path.of(arguments.required("root"));
        Setting setting = new Setting(root, arguments.has("quick"), arguments, parts, System.err);
        Report report = new Report(kind, command(kind, args));
        benchmark.run(setting, report);
        report.print(System.out);
        String json = arguments.text("json");
        if (json != null) {
            write(report, Path.of(json));
        }
        return report.isMet() ? 0 : FAILED;
    }

    private static void write(Report report, Path file) throws BadArgument {
        try {
            report.writeJson(file);
        } catch (IOException e) {
            throw new BadArgument("--json " + file + ": it cannot be written: " + e.getMessage());
        }
    }

    // without what the launcher adds
    private static String command(String kind, String[] args) {
        StringBuilder command = new StringBuilder("./streamer bench " + kind);
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--root")) {
                i++;
            } else {
                command.append(' ').append(args[i]);
            }
        }
        return command.toString();
    }

    private static void printHelp() {
        System.out.print("""
                Usage: ./streamer bench KIND [--quick] [--json FILE] [--KEY VALUE ...]

                Measures, prints a table, and says which targets are met; the exit code is 0 only if all are.

                """);
        BENCHMARKS.forEach(each -> System.out.printf("  %-12s%s%n", each.name(), each.summary()));
        System.out.print("""

                  --quick     takes a shorter time, at the price of precision
                  --json FILE writes the results as JSON, too

                "./streamer bench KIND --help" says more of each.
                """);
    }
}
