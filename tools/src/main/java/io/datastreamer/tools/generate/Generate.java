package io.datastreamer.tools.generate;

import io.datastreamer.tools.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ./streamer generate}: writes the files of a {@link Load}. */
public final class Generate {
    private static final int BAD_ARGUMENTS = 2;
    private static final Pattern URL = Pattern.compile("https?://[!-~&&[^\"\\\\]]+");
    private static final String HELP = """
            Usage: ./streamer generate --out DIR --receiver URL [--records N] [--sims S] [--organisations O] [--files F]
                                       [--seed X]

            Writes raw network and billing records, SIMs, catalog and one bulk data stream for each organisation, and
            DIR/streamer.yaml for "./streamer run --config". The same options give the same records.

              --out DIR           where to write; files of an earlier load are overwritten
              --receiver URL      where the data streams send to, such as http://127.0.0.1:8085
              --records N         total number of raw records, default 1000000
              --sims S            SIMs, default 200000
              --organisations O   organisations, default 1000
              --files F           files of each kind of record, default 4
              --seed X            seed of the random numbers; default 1
            """;

    private Generate() {}

    public static void main(String[] args) throws IOException {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            Load load = load(args);
            long start = System.nanoTime();
            generate(load);
            System.err.printf(
                    "generate: %d records of %d SIMs of %d organisations in %s, %.1f s%n",
                    load.records(), load.sims(), load.organisations(), load.out(), (System.nanoTime() - start) / 1e9);
        } catch (Arguments.BadArgument e) {
            System.err.println("generate: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        }
    }

    static void generate(Load load) throws IOException {
        new ReferenceFiles(load).write();
        try (RecordFiles files = new RecordFiles(load)) {
            files.write();
        }
    }

    private static Load load(String[] args) throws Arguments.BadArgument {
        Arguments arguments = Arguments.parse(
                args, Set.of("records", "sims", "organisations", "files", "out", "receiver", "seed"), Set.of());
        String receiver = arguments.required("receiver");
        if (!URL.matcher(receiver).matches()) {
            throw new Arguments.BadArgument(
                    "--receiver " + receiver + ": expected is a URL such as http://127.0.0.1:8085.");
        }
        return new Load(
                arguments.number("records", 1_000_000, 1, Integer.MAX_VALUE),
                (int) arguments.number("sims", 200_000, 1, 100_000_000),
                (int) arguments.number("organisations", 1000, 1, 1_000_000),
                (int) arguments.number("files", 4, 1, 1000),
                Path.of(arguments.required("out")),
                receiver.endsWith("/") ? receiver.substring(0, receiver.length() - 1) : receiver,
                arguments.number("seed", 1, 0, Integer.MAX_VALUE));
    }
}
