package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.ledger.Balance;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs the job through phases in which all endpoints are well, and phases in which some are not. */
final class Isolation {
    static final int ORGANISATIONS = 200;

    private static final int SIMS = 20_000;
    /** Requests in flight in each subtask: the job's default. */
    private static final int BUDGET = 256;

    private static final double MOST_LATENCY = 1.2;

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    private final Setting setting;
    private final int rate;
    private final Duration length;
    private final Rig rig;
    private final Feeder feeder;
    private final List<Endpoint> endpoints = new ArrayList<>();

    /** A phase in which some endpoints are sick, between two in which none is. */
    private record Trial(String ill, double share, Set<Integer> sick, Phase before, Phase phase, Phase after) {}

    Isolation(Setting setting, int rate, Duration length) throws Exception {
        this.setting = setting;
        this.rate = rate;
        this.length = length;
        Load load = new Load(0, SIMS, ORGANISATIONS, 1, Path.of(""), "", 1);
        // sick lanes come back soon, and so they press harder than they would with the default of minutes
        Map<String, String> options =
                Map.of("deliver.backoff-max", "2s", "deliver.max-requests", Integer.toString(BUDGET));
        rig = new Rig(setting, load, farm -> streams(farm, load), options);
        feeder = setting.parts().add(() -> new Feeder(load, rig.broker(), rate, true, Integer.MAX_VALUE));
    }

    private List<String> streams(Farm farm, Load load) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            String id = "load-" + load.organisationId(i);
            // a receiver is a host and a port: endpoints on one port would share its part of the budget
            Endpoint endpoint = farm.endpointOnItsOwn(id);
            endpoints.add(endpoint);
            lines.add(StreamLine.bulk(id, load.organisationId(i), endpoint.url()));
        }
        return lines;
    }

    /** Tries each ill with each share of the endpoints. */
    void measure(List<Double> shares, Report report) throws Exception {
        feeder.start();
        setting.say("warming up ...");
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        ReceivedCounts.awaitAll(rig, feeder, 0, endpoints, SETTLES_WITHIN);
        List<Trial> trials = new ArrayList<>();
        Phase before = phase();
        for (double share : shares) {
            for (Map.Entry<String, List<Behaviour>> ill : EndpointFaults.all().entrySet()) {
                setting.say("%.0f %% of the endpoints: %s ...", 100 * share, ill.getKey());
                Trial trial = trial(ill.getKey(), ill.getValue(), share, before);
                trials.add(trial);
                before = trial.after();
            }
        }
        feeder.stop();
        ReceivedCounts.awaitAll(rig, feeder, 0, endpoints, SETTLES_WITHIN);
        tell(report, trials);
        tellLedger(report);
    }

    private Trial trial(String ill, List<Behaviour> behaviours, double share, Phase before)
            throws IOException, InterruptedException {
        Set<Integer> sick = sick(share);
        infect(sick, behaviours);
        Phase phase = phase();
        infect(sick, List.of(Behaviour.HEALTHY));
        ReceivedCounts.awaitAll(rig, feeder, 0, endpoints, SETTLES_WITHIN);
        Phase after = phase();
        return new Trial(ill, share, sick, before, phase, after);
    }

    private Phase phase() throws IOException, InterruptedException {
        return Phase.of(rig, feeder, length.toMillis());
    }

    // spread evenly, so that sick and healthy ones are in all subtasks
    private static Set<Integer> sick(double share) {
        Set<Integer> sick = new HashSet<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            if ((int) ((i + 1) * share) > (int) (i * share)) {
                sick.add(i);
            }
        }
        return sick;
    }

    private void infect(Set<Integer> sick, List<Behaviour> ills) {
        int turn = 0;
        for (int i : sick) {
            endpoints.get(i).behave(ills.get(turn++ % ills.size()));
        }
    }

    private void tell(Report report, List<Trial> trials) throws IOException, InterruptedException {
        Table table = report.table(
                "Healthy streams beside sick ones: " + ORGANISATIONS + " streams, " + rate
                        + " documents a second, phases of " + length.toSeconds() + " s",
                "sick",
                "share %",
                "healthy docs/s",
                "of base",
                "p50 ms",
                "base",
                "p99 ms",
                "base",
                "of base",
                "checkpoints",
                "longest ms",
                "most in flight");
        double leastThroughput = Double.POSITIVE_INFINITY;
        Map<Double, Beside> pooled = new TreeMap<>();
        long longestCheckpoint = 0;
        int failedCheckpoints = 0;
        int mostOpen = 0;
        for (Trial trial : trials) {
            List<Endpoint> healthy = healthy(trial.sick());
            double base = (taken(trial, trial.before()) + taken(trial, trial.after())) / 2;
            double taken = taken(trial, trial.phase());
            Beside beside = beside(trial);
            pooled.merge(trial.share(), beside, Beside::and);
            Phase phase = trial.phase();
            JobRest.Checkpoints checkpoints = phase.checkpoints(rig);
            table.row(
                    trial.ill(),
                    Math.round(100 * trial.share()),
                    phase.perSecond(healthy),
                    taken / base,
                    beside.latencies().percentileMillis(50),
                    beside.base().percentileMillis(50),
                    beside.latencies().percentileMillis(99),
                    beside.base().percentileMillis(99),
                    beside.ofBase(),
                    checkpoints.completed(),
                    checkpoints.longestMillis(),
                    phase.mostOpen());
            leastThroughput = Math.min(leastThroughput, taken / base);
            longestCheckpoint = Math.max(longestCheckpoint, checkpoints.longestMillis());
            failedCheckpoints += checkpoints.failed();
            mostOpen = Math.max(mostOpen, phase.mostOpen());
        }
        report.atLeast("healthy throughput, of base, the worst", 0.95, leastThroughput);
        tellLatencies(report, pooled);
        report.atMost("the longest checkpoint, ms", 1000, longestCheckpoint);
        report.atMost("failed checkpoints", 0, failedCheckpoints);
        report.atMost("most requests in flight", BUDGET * Rig.PARALLELISM, mostOpen);
    }

    // two pauses of fifty milliseconds are a hundredth of a phase, and its p99: all phases of a share count together
    private static void tellLatencies(Report report, Map<Double, Beside> pooled) {
        Table table = report.table(
                "Healthy streams, all phases of a share together",
                "share %",
                "documents",
                "p50 ms",
                "base",
                "p99 ms",
                "base",
                "of base");
        double worst = 0;
        for (Map.Entry<Double, Beside> share : pooled.entrySet()) {
            Latencies sick = share.getValue().latencies();
            Latencies base = share.getValue().base();
            double ofBase = share.getValue().ofBase();
            table.row(
                    Math.round(100 * share.getKey()),
                    sick.count(),
                    sick.percentileMillis(50),
                    base.percentileMillis(50),
                    sick.percentileMillis(99),
                    base.percentileMillis(99),
                    ofBase);
            worst = Math.max(worst, ofBase);
        }
        report.atMost("healthy p99 latency of a share, of base, the worst", MOST_LATENCY, worst);
    }

    private void tellLedger(Report report) {
        long missing = 0;
        long duplicates = 0;
        long unsound = 0;
        for (int i = 0; i < ORGANISATIONS; i++) {
            Balance balance = ReceivedCounts.balance(feeder.account(i), endpoints.get(i));
            missing += balance.missing();
            duplicates += balance.duplicates();
            unsound += balance.unexpected() + balance.outOfOrder();
        }
        report.atMost("documents missing at the end, of " + feeder.written(), 0, missing);
        report.atMost("documents out of their SIM's order, or at the wrong endpoint", 0, unsound);
        report.note("Documents that came again: " + Table.format(duplicates));
    }

    private List<Endpoint> healthy(Set<Integer> sick) {
        List<Endpoint> healthy = new ArrayList<>();
        for (int i = 0; i < ORGANISATIONS; i++) {
            if (!sick.contains(i)) {
                healthy.add(endpoints.get(i));
            }
        }
        return healthy;
    }

    /** Documents that the trial's healthy endpoints took in the phase, for each that was written for them. */
    private double taken(Trial trial, Phase phase) {
        return phase.taken(
                healthy(trial.sick()), feeder, organisation -> !trial.sick().contains(organisation));
    }

    private Beside beside(Trial trial) {
        List<Endpoint> healthy = healthy(trial.sick());
        return new Beside(
                trial.phase().latencies(healthy, feeder),
                trial.before().latencies(healthy, feeder).and(trial.after().latencies(healthy, feeder)));
    }
}
