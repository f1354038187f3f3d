package io.datastreamer.quickstart;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.process.Parts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./streamer quickstart}: reads the command line, runs the quickstart, and sets the exit code. */
public final class Quickstart {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final String HELP = """
            Usage: ./streamer quickstart [--duration TIME [--until FILE]] [--rate R] [--sims N] [--seed X]
                                            [--input kafka|kinesis|radius|radius-udp]
                                            [--screen table|lines]

            Starts on this machine a Kafka broker, the job with Flink's web pages, a simulated mobile network and the
            receivers of three organisations, and shows what happens: one receiver is healthy, one is slow, and one dies
            for a while and returns. Everything listens on 127.0.0.1 only, on free ports. Ctrl-C ends all of it.

              --duration TIME  end this long after the first document, such as 60s: documents under way are delivered,
                               and a ledger checks whether all have arrived; only then the exit code is 0
              --until FILE     with --duration: continue after that until this file exists, so that you have time to try
                               something out
              --rate R         records a second, default 50; a second simulates about a minute
              --sims N         SIMs, default 300
              --seed X         seed of the random numbers; default 1
              --input I        how network and billing records reach the job: kafka (default); kinesis: streams of a
                               small Kinesis server in the quickstart itself, whose shards are split after a while;
                               radius: PDP contexts and their data as a gateway's accounting in a FreeRADIUS file, and
                               everything else by Kafka; or radius-udp: that accounting over UDP to a collector
              --screen S       table refreshes in place, lines does not; by default whichever suits the output
            """;

    /**
     * The options on the command line.
     *
     * @param root the launcher's directory
     * @param duration how long to run; null to run until it is stopped
     * @param until a file that must also exist before it ends; null for none
     * @param input how records reach the job
     */
    record Options(
            Path root,
            @Nullable Duration duration,
            @Nullable Path until,
            int rate,
            int sims,
            long seed,
            Input input,
            Screen screen) {
        /** Whether it is time to end. */
        boolean isOver(Duration sinceFirst) {
            return duration != null && sinceFirst.compareTo(duration) >= 0 && (until == null || Files.exists(until));
        }
    }

    /** How records reach the job. */
    enum Input {
        KAFKA,
        KINESIS,
        RADIUS,
        RADIUS_UDP
    }

    private Quickstart() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        Parts parts = new Parts("quickstart");
        Thread hook = new Thread(() -> stop(parts), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        int code;
        try {
            code = new QuickstartRun(options(args), parts).run();
        } catch (BadArgument e) {
            System.err.println("quickstart: " + e.getMessage());
            code = BAD_ARGUMENTS;
        } catch (Parts.Closed e) {
            code = FAILED;
        } catch (Exception | LinkageError e) {
            // during shutdown, initialising a class may fail
            if (!parts.isClosing()) {
                System.err.println("quickstart: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            code = FAILED;
        }
        parts.close();
        System.exit(code);
    }

    private static void stop(Parts parts) {
        if (!parts.isClosing()) {
            System.out.println("\nquickstart: stopping ...");
            parts.close();
        }
    }

    private static Input input(Arguments arguments) throws BadArgument {
        String input = arguments.has("input") ? arguments.required("input") : "kafka";
        return switch (input) {
            case "kafka" -> Input.KAFKA;
            case "kinesis" -> Input.KINESIS;
            case "radius" -> Input.RADIUS;
            case "radius-udp" -> Input.RADIUS_UDP;
            default ->
                throw new BadArgument("--input " + input + ": expected is kafka, kinesis, radius or radius-udp.");
        };
    }

    private static Options options(String[] args) throws BadArgument {
        Arguments arguments = Arguments.parse(
                args,
                Set.of("root", "duration", "until", "rate", "sims", "seed", "input", "screen", "columns"),
                Set.of());
        Duration duration = arguments.duration("duration");
        if (duration != null && duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new BadArgument("--duration " + arguments.text("duration") + ": expected is 1s or more.");
        }
        if (arguments.has("until") && duration == null) {
            throw new BadArgument("--until " + arguments.text("until") + ": goes with --duration only.");
        }
        int columns = (int) arguments.number("columns", 80, 20, 10_000);
        String screen = arguments.has("screen") ? arguments.required("screen") : "lines";
        return new Options(
                Path.of(arguments.required("root")),
                duration,
                arguments.has("until") ? Path.of(arguments.required("until")) : null,
                (int) arguments.number("rate", 50, 1, 10_000),
                (int) arguments.number("sims", 300, 3, 100_000),
                arguments.number("seed", 1, 0, Long.MAX_VALUE),
                input(arguments),
                switch (screen) {
                    case "table" -> new TableScreen(System.out, columns);
                    case "lines" -> new LineScreen(System.out);
                    default -> throw new BadArgument("--screen " + screen + ": expected is table or lines.");
                });
    }
}
