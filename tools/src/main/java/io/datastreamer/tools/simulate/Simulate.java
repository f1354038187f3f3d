package io.datastreamer.tools.simulate;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code ./streamer simulate}: writes the records of a {@link NetworkSimulation}. */
public final class Simulate {
    private static final int FAILED = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);
    private static final String HELP = """
            Usage: ./streamer simulate (--out DIR | --kafka HOST:PORT) [--format FORMAT] [--rate R] [--duration TIME]
                                       [--at-once] [--sims N] [--seed X]

            Writes the records of a simulated small mobile network with three organisations: raw network and billing
            records, a few of them damaged, and the SIMs and the catalog that they need. The same options give the same
            records.

              --out DIR           write JSON Lines files here; those of an earlier run are overwritten
              --kafka HOST:PORT   write to the topics network-records, billing-records, sims and catalog, which must exist
              --format FORMAT     of the records of PDP contexts and their data: json (the default); radius-detail, the
                                  accounting of a gateway as FreeRADIUS writes it, in DIR/radius-detail; osmo-sgsn-cdr, the
                                  lines of an OsmoSGSN in each network, in DIR/osmo-sgsn-cdr/MCC-MNC.csv; 3gpp-cdr, the
                                  charging data records of a gateway, in DIR/3gpp-cdr/pgw.cdr. All other records are JSON,
                                  as before. Goes with --out
              --rate R            records a second, default 50; with 300 SIMs a second simulates about a minute
              --duration TIME     how long, such as 60s (the default), 10min or 1h: rate x duration records in all
              --at-once           write the same number of records without waiting
              --sims N            SIMs at the start, default 300
              --seed X            seed of the random numbers; default 1
            """;

    private Simulate() {}

    public static void main(String[] args) throws InterruptedException {
        if (List.of(args).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            run(Arguments.parse(
                    args, Set.of("out", "kafka", "format", "rate", "duration", "sims", "seed"), Set.of("at-once")));
        } catch (BadArgument e) {
            System.err.println("simulate: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        } catch (IOException e) {
            System.err.println("simulate: " + e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(Arguments arguments) throws BadArgument, IOException, InterruptedException {
        int rate = (int) arguments.number("rate", 50, 1, 100_000);
        Duration given = arguments.duration("duration");
        Duration duration = given == null ? DEFAULT_DURATION : given;
        int sims = (int) arguments.number("sims", 300, 3, 1_000_000);
        NetworkSimulation simulation = new NetworkSimulation(
                arguments.number("seed", 1, 0, Long.MAX_VALUE), sims, NetworkSimulation.START, format(arguments));
        try (Output output = output(arguments)) {
            Feed feed = new Feed(simulation, output, arguments.has("at-once") ? Feed.UNPACED : rate);
            feed.reference();
            long records = feed.run(Math.max(1, rate * duration.toMillis() / 1000));
            System.err.println("simulate: " + records + " records of "
                    + Duration.between(NetworkSimulation.START, simulation.time())
                            .toMinutes() + " simulated minutes");
        }
    }

    private static RecordFormat format(Arguments arguments) throws BadArgument {
        String key = arguments.text("format");
        RecordFormat format = key == null ? RecordFormat.JSON : RecordFormat.ofKey(key);
        if (format == null) {
            throw new BadArgument("--format " + key + ": expected is " + RecordFormat.keys() + ".");
        }
        if (format != RecordFormat.JSON && !arguments.has("out")) {
            throw new BadArgument("--format " + key + ": goes with --out only.");
        }
        return format;
    }

    private static Output output(Arguments arguments) throws BadArgument, IOException {
        String out = arguments.text("out");
        String kafka = arguments.text("kafka");
        if ((out == null) == (kafka == null)) {
            throw new BadArgument("either --out DIR or --kafka HOST:PORT is needed.");
        }
        return out != null ? new FileOutput(Path.of(out)) : new KafkaOutput(kafka == null ? "" : kafka);
    }
}
