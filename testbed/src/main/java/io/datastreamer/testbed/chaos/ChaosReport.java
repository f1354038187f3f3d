package io.datastreamer.testbed.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reports the rounds as a table that grows line by line, and as JSON. */
final class ChaosReport {
    private static final String ROW = "%5s  %9s  %8s  %9s  %10s  %7s  %s%n";

    private final PrintStream out;
    private final long seed;
    private final Duration limit;
    private final List<Round> rounds = new ArrayList<>();

    /** @param limit the longest recovery that passes */
    ChaosReport(PrintStream out, long seed, Duration limit) {
        this.out = out;
        this.seed = seed;
        this.limit = limit;
    }

    void begin() {
        out.printf(
                Locale.ROOT, ROW, "ROUND", "RECOVERY", "USUAL", "DOCUMENTS", "DUPLICATES", "MISSING", "WHAT WAS DONE");
    }

    void add(Round round) {
        rounds.add(round);
        String acts = round.acts().stream().map(Act::description).collect(Collectors.joining("; "));
        out.printf(
                Locale.ROOT,
                ROW,
                round.number(),
                seconds(round.recovery()),
                seconds(round.usual()),
                round.totals().produced(),
                round.duplicates(),
                round.totals().missing(),
                acts);
        problems(round).forEach(problem -> out.println("       " + problem));
    }

    /** Whether nothing was lost, and every recovery was within the limit. */
    boolean passes() {
        return rounds.stream().allMatch(round -> problems(round).isEmpty());
    }

    /** Writes the report as JSON. */
    void writeTo(Path file) throws IOException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("seed", seed)
                .put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", System.getProperty("java.version"))
                .put("limit_seconds", limit.toMillis() / 1000.0)
                .put("passes", passes());
        ArrayNode array = report.putArray("rounds");
        for (Round round : rounds) {
            ObjectNode node = array.addObject().put("round", round.number());
            ArrayNode acts = node.putArray("acts");
            round.acts().forEach(act -> acts.add(act.word()));
            node.put("recovery_seconds", round.recovery().toMillis() / 1000.0)
                    .put("usual_seconds", round.usual().toMillis() / 1000.0)
                    .put("duplicates", round.duplicates())
                    .put("documents", round.totals().produced())
                    .put("missing", round.totals().missing())
                    .put("unexpected", round.totals().unexpected())
                    .put("out_of_order", round.totals().outOfOrder())
                    .put("damaged", round.totals().damaged())
                    .put("rejected", round.totals().rejected());
        }
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), report);
    }

    private List<String> problems(Round round) {
        List<String> problems = new ArrayList<>();
        round.totals().balances().forEach((subscription, balance) -> {
            if (!balance.holds()) {
                problems.add(subscription.streamId() + ": " + balance.missing() + " documents are missing, "
                        + balance.unexpected() + " were not produced for it, " + balance.outOfOrder()
                        + " came after a later one of their SIM");
            }
        });
        if (round.totals().damaged() != round.totals().rejected()) {
            problems.add(round.totals().damaged() + " records were damaged, but "
                    + round.totals().rejected() + " rejected");
        }
        if (round.recovery().compareTo(limit) > 0) {
            problems.add("the recovery took longer than " + seconds(limit));
        }
        return problems;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
