package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.process.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** {@code ./streamer chaos}: reads the command line, runs the rounds, and sets the exit code. */
public final class Chaos {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String HELP = """
            Usage: ./streamer chaos [--rounds N] [--seed X] [--rate R] [--limit TIME] [--json FILE]

            Starts on this machine a Kafka broker, a Flink cluster with ZooKeeper, each process in its own JVM, the job
            on it, a simulated mobile network, and good and bad receivers. Then, in each round, records flow while
            processes are killed, the broker or the storage of checkpoints is away, the job is rescaled, or data streams
            change; and all documents must arrive, in the order of each SIM. Everything listens on 127.0.0.1 only.

              --rounds N    how many, default 10
              --seed X      seed of the script; default 1
              --rate R      records a second, default 60
              --limit TIME  the longest recovery that passes, default 40s: how long a document of a healthy data stream
                            may take, minus broker or storage downtime
              --json FILE   also write the results here

            The exit code is 0 if nothing was lost and each recovery was within the limit; otherwise it is 1, and the
            folder with all logs is kept.
            """;

    /**
     * The options on the command line.
     *
     * @param root the launcher's directory
     * @param json the file for the results; null for none
     */
    private record Options(
            Path root,
            int rounds,
            long seed,
            int rate,
            Duration limit,
            @Nullable Path json) {}

    private Chaos() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        Parts parts = new Parts("chaos");
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close, "stop"));
        int code;
        try {
            code = run(options(args), parts);
        } catch (BadArgument e) {
            System.err.println("chaos: " + e.getMessage());
            code = BAD_ARGUMENTS;
        } catch (Parts.Closed e) {
            code = FAILED;
        } catch (Exception | LinkageError e) {
            // during shutdown, initialising a class may fail
            if (!parts.isClosing()) {
                System.err.println("chaos: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            code = FAILED;
        }
        parts.close();
        System.exit(code);
    }

    private static int run(Options options, Parts parts) throws Exception {
        WorkFolder folder = parts.add(() -> new WorkFolder("streamer-chaos-"));
        System.setProperty("streamer.log.dir", folder.dir().toString());
        System.out.println("chaos: seed " + options.seed()
                + "; starting the broker, the cluster and the job; all files are" + " in " + folder.dir() + " ...");
        ChaosReport report = new ChaosReport(System.out, options.seed(), options.limit());
        try {
            Scene scene = Scene.start(options.root(), folder.dir(), options.seed(), options.rate(), parts);
            System.out.println("chaos: the job runs; Flink's pages: "
                    + scene.cluster().rest().pages());
            Script script = new Script(List.of(Act.values()), options.seed());
            ChaosRun run = new ChaosRun(scene, new SplittableRandom(options.seed()));
            run.warmUp();
            report.begin();
            for (int i = 0; i < options.rounds() && report.passes(); i++) {
                report.add(run.play(script.next()));
            }
        } catch (Exception e) {
            folder.keep();
            System.out.println("chaos: all logs are kept in " + folder.dir());
            throw e;
        }
        if (options.json() != null) {
            report.writeTo(options.json());
        }
        if (report.passes()) {
            System.out.println("chaos: nothing was lost, and each recovery was within the limit");
            return 0;
        }
        folder.keep();
        System.out.println("chaos: FAILED with seed " + options.seed() + "; all logs are kept in " + folder.dir());
        return FAILED;
    }

    private static Options options(String[] args) throws BadArgument {
        Arguments arguments =
                Arguments.parse(args, Set.of("root", "rounds", "seed", "rate", "limit", "json"), Set.of());
        Duration limit = arguments.duration("limit");
        String json = arguments.text("json");
        return new Options(
                Path.of(arguments.required("root")),
                (int) arguments.number("rounds", 10, 1, 10_000),
                arguments.number("seed", 1, 0, Long.MAX_VALUE),
                (int) arguments.number("rate", 60, 1, 10_000),
                limit == null ? LIMIT : limit,
                json == null ? null : Path.of(json).toAbsolutePath());
    }
}
