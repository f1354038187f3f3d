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

/** {@code ./streamer check}: checks the balance of a run. */
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

            Checks by the ids of records and documents that a run lost nothing: records in = delivered + refused +
            rejected + expired + pending, for each data stream. It also counts duplicates, and checks the order of each
            SIM's documents. Each URI is the same as the job's: file:PATH or kafka:TOPIC. The exit code is 0 only if the
            balance holds.

              --arrivals FILE     what the endpoint farm got, from "./streamer farm --arrivals FILE", or from its
                                  control's /arrivals. A stream's endpoint must have the stream's id as its name
              --decoded FILE      the output of "./streamer decode" for the files of all network elements, one run for
                                  each format, and the files of each source in the order in which they were written.
                                  Then each session must begin and end once, and a data stream's usage must equal the
                                  counters' growth
              --kafka HOST:PORT   the broker of kafka: ends
              --settled           require that nothing is pending
              --billing-records, --network-records, --rejected and --status may be left out if a run has none

            Without --status a document that has not arrived counts as lost. Streams that do not go to HTTP servers are
            ignored. In files, streams that are not historic must be older than the records.
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
     * Checks the balance.
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
