package io.datastreamer.tools.ledger;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./streamer check}: draws the balance of a run. */
public final class CheckCommand {
    private static final int NOT_BALANCED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final Set<String> OPTIONS = Set.of(
            "decoded",
            "network-records",
            "billing-records",
            "sims",
            "streams",
            "rejected",
            "status",
            "arrivals",
            "kafka");
    private static final String FILE = "file:";
    private static final String KAFKA = "kafka:";
    private static final String HELP = """
            Usage: ./streamer check --network-records URI --billing-records URI --sims URI --streams URI --rejected URI
                                    --status URI --arrivals FILE [--decoded FILE] [--kafka HOST:PORT] [--settled]

            Draws the balance of a run, by the ids of records and documents: what went in = delivered + refused + rejected
            + expired + pending, for each data stream; counts duplicates; looks at the order of each SIM's documents. Each
            URI is what the job was given: file:PATH or kafka:TOPIC. The exit code is 0 only if the balance holds.

              --arrivals FILE     what the endpoint farm got: "./streamer farm --arrivals FILE", or its control's /arrivals.
                                  A stream's endpoint has the stream's id as its name
              --decoded FILE      what "./streamer decode" says of the files of all network elements, one run after the other
                                  of several formats; the files of one source in the order in which they were written.
                                  Each session begins and ends once, and the usage of a data stream is what counters grew by
              --kafka HOST:PORT   the broker of kafka: ends
              --settled           nothing may be pending, either
              --billing-records, --network-records, --rejected and --status may be left out where a run has none

            Without --status a document that has not arrived counts as lost. Streams that do not go to HTTP servers are
            left out. In files, streams that are not historic must be older than the records.
            """;

    private CheckCommand() {}

    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            System.exit(run(args, System.out));
        } catch (BadArgument | IOException e) {
            System.err.println("check: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        }
    }

    /**
     * Draws the balance.
     *
     * @return the exit code
     */
    static int run(String[] args, PrintStream out) throws BadArgument, IOException {
        Arguments arguments = Arguments.parse(args, OPTIONS, Set.of("settled"));
        Ledger ledger = new Ledger();
        String kafka = arguments.text("kafka");
        arguments.required("sims");
        arguments.required("streams");
        Path arrivals = existing("arrivals", arguments.required("arrivals"));
        read(arguments, "streams", kafka, (source, time, line) -> ledger.stream(line));
        read(arguments, "sims", kafka, (source, time, line) -> ledger.sim(line));
        read(arguments, "rejected", kafka, (source, time, line) -> ledger.rejected(line));
        read(arguments, "network-records", kafka, (source, time, line) -> ledger.record(true, source, time, line));
        read(arguments, "billing-records", kafka, (source, time, line) -> ledger.record(false, source, time, line));
        if (arguments.has("decoded")) {
            Input.files(existing("decoded", arguments.required("decoded")))
                    .forEach((source, time, line) -> ledger.decoded(line));
        }
        Input.files(arrivals).forEach((source, time, line) -> ledger.arrivals(line));
        read(arguments, "status", kafka, (source, time, line) -> ledger.status(line));
        Statement statement = ledger.statement();
        statement.print(out);
        boolean holds = arguments.has("settled") ? statement.isSettled() : statement.holds();
        if (statement.holds() && !holds) {
            out.println("but not settled: something is pending or has expired");
        }
        return holds ? 0 : NOT_BALANCED;
    }

    private static void read(Arguments arguments, String option, @Nullable String kafka, Input.Visitor visitor)
            throws BadArgument, IOException {
        String uri = arguments.text(option);
        if (uri != null) {
            input(option, uri, kafka).forEach((source, time, line) -> {
                try {
                    visitor.line(source, time, line);
                } catch (IOException e) {
                    throw new IOException(
                            "--" + option + ": a line of " + source + " is no JSON: " + e.getMessage(), e);
                }
            });
        }
    }

    private static Input input(String option, String uri, @Nullable String kafka) throws BadArgument {
        int query = uri.indexOf('?');
        String bare = query < 0 ? uri : uri.substring(0, query);
        if (bare.startsWith(FILE)) {
            return Input.files(existing(option, bare.substring(FILE.length())));
        }
        if (!bare.startsWith(KAFKA)) {
            throw new BadArgument("--" + option + " " + uri + ": expected is file:PATH or kafka:TOPIC.");
        }
        if (kafka == null) {
            throw new BadArgument("--" + option + " " + uri + ": --kafka HOST:PORT is needed, too.");
        }
        return Input.topic(kafka, bare.substring(KAFKA.length()));
    }

    private static Path existing(String option, String path) throws BadArgument {
        if (!Files.exists(Path.of(path))) {
            throw new BadArgument("--" + option + ": there is no " + path + ".");
        }
        return Path.of(path);
    }
}
