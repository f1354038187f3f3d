package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Statuses;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.ledger.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One organisation with a long journal, whose new data streams want all of it, beside others that are live, and beside
 * much that comes in.
 */
final class Replays {
    private static final int SIMS_OF_EACH = 300;
    /** Whose journal is long; organisations are numbered from 0. */
    private static final int LONG = 0;
    /** Behind it come those that are live, and behind these those of whom much comes in. */
    private static final int LIVE = 20;

    private static final int INCOMING = 10;
    private static final int ORGANISATIONS = 1 + LIVE + INCOMING;

    /** Of an event that no record of the load becomes. */
    private static final int NO_EVENT_TYPE = 8;

    private static final int AS_FAST_AS_CAN_BE = 1_000_000;
    private static final double LEAST_THROUGHPUT = 0.95;
    private static final double MOST_LATENCY = 1.5;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration FILLS_WITHIN = Duration.ofMinutes(10);
    private static final Duration REPLAYS_WITHIN = Duration.ofMinutes(10);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);

    private final Setting setting;
    private final int documents;
    private final int rate;
    private final Duration length;
    private final Load load = new Load(0, SIMS_OF_EACH * ORGANISATIONS, ORGANISATIONS, 1, Path.of(""), "", 1);
    private final List<Endpoint> live = new ArrayList<>();
    private final List<Endpoint> receivers = new ArrayList<>();
    /** Data streams so far whose filter nothing passes. */
    private int filters;

    private final Rig rig;
    private final Statuses statuses;
    private final Account journal;

    /** Replays one after the other, between two phases without one. */
    private record Trial(String what, int replays, Phase before, Phase phase, Phase after) {}

    /** Replays all of the journal once more, to a new data stream. */
    private interface Replay {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Starts the job, and fills the journal.
     *
     * @param documents of the long journal
     * @param rate documents a second of those who are live
     * @param length of a phase, at least
     */
    Replays(Setting setting, int documents, int rate, Duration length) throws Exception {
        this.setting = setting;
        this.documents = documents;
        this.rate = rate;
        this.length = length;
        rig = new Rig(setting, load, this::streams, Map.of());
        statuses = setting.parts().add(() -> new Statuses(rig.broker()));
        journal = fill();
    }

    private List<String> streams(Farm farm) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = LONG + 1; i <= LIVE; i++) {
            String id = "live-" + load.organisationId(i);
            Endpoint endpoint = farm.endpointOnItsOwn(id);
            live.add(endpoint);
            lines.add(StreamLine.bulk(id, load.organisationId(i), endpoint.url()));
        }
        return lines;
    }

    private Account fill() throws Exception {
        setting.say("a journal gets %,d documents ...", documents);
        try (Feeder filling = new Feeder(load, LONG, LONG + 1, rig.broker(), AS_FAST_AS_CAN_BE, true, documents)) {
            filling.start();
            rig.await("all is written", FILLS_WITHIN, () -> filling.written() == documents);
            filling.stop();
            rig.await(
                    "all is in the journal",
                    FILLS_WITHIN,
                    () -> rig.metrics().isAtLeast(JobMetric.APPENDED, documents));
            return filling.account(LONG);
        }
    }

    /** Replays all of it, with a filter that nothing passes and without one, while others are live. */
    void besideLive(Report report) throws Exception {
        Feeder feeder = setting.parts()
                .add(() -> new Feeder(load, LONG + 1, LONG + 1 + LIVE, rig.broker(), rate, true, Integer.MAX_VALUE));
        feeder.start();
        setting.say("warming up ...");
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        // what the JVM compiles for its first replays is not what replays cost
        filter();
        send();
        ReceivedCounts.awaitAll(rig, feeder, LONG + 1, live, SETTLES_WITHIN);
        Phase first = Phase.of(rig, feeder, length.toMillis());

        setting.say("replays whose filter nothing passes ...");
        AtomicInteger filtering = new AtomicInteger();
        Phase filtered = Phase.of(rig, feeder, () -> filtering.set(replay(this::filter)));
        ReceivedCounts.awaitAll(rig, feeder, LONG + 1, live, SETTLES_WITHIN);
        Phase second = Phase.of(rig, feeder, length.toMillis());

        setting.say("replays of all ...");
        AtomicInteger sending = new AtomicInteger();
        Phase replayed = Phase.of(rig, feeder, () -> sending.set(replay(this::send)));
        ReceivedCounts.awaitAll(rig, feeder, LONG + 1, live, SETTLES_WITHIN);
        Phase third = Phase.of(rig, feeder, length.toMillis());
        feeder.stop();
        ReceivedCounts.awaitAll(rig, feeder, LONG + 1, live, SETTLES_WITHIN);
        List<Trial> trials = List.of(
                new Trial("nothing passes the filter", filtering.get(), first, filtered, second),
                new Trial("all", sending.get(), second, replayed, third));
        tell(report, feeder, trials);
        tellLedger(report, feeder);
    }

    // one alone may be over before there is something to compare; returns how many there were
    private int replay(Replay replay) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int replays = 0;
        while (replays == 0 || System.nanoTime() - begun < length.toNanos()) {
            replay.run();
            replays++;
        }
        return replays;
    }

    private void filter() throws IOException, InterruptedException {
        String id = "filtered-live-" + filters++;
        rig.tellNow(StreamLine.ofEventType(id, load.organisationId(LONG), NO_EVENT_TYPE, filterUrl(), true));
        rig.await("the filter has seen all", REPLAYS_WITHIN, () -> statuses.behind(List.of(id)) == 0);
    }

    private void send() throws IOException, InterruptedException {
        Endpoint endpoint = rig.farm().endpointOnItsOwn("replayed-" + receivers.size());
        receivers.add(endpoint);
        rig.tellNow(StreamLine.bulk(endpoint.name(), load.organisationId(LONG), endpoint.url()));
        rig.await("all has arrived", REPLAYS_WITHIN, () -> endpoint.arrivals().delivered() >= documents);
    }

    private String filterUrl() {
        return rig.farm().endpoint("filtered").url();
    }

    private void tell(Report report, Feeder feeder, List<Trial> trials) throws IOException, InterruptedException {
        Table table = report.table(
                "Replays of " + Table.format(documents) + " documents, beside " + LIVE + " streams with " + rate
                        + " documents a second",
                "replayed",
                "replays",
                "seconds",
                "live docs/s",
                "of base",
                "p50 ms",
                "base",
                "p99 ms",
                "base",
                "of base",
                "checkpoints",
                "longest ms",
                "barrier ms");
        double leastThroughput = Double.POSITIVE_INFINITY;
        double worstLatency = 0;
        long longestCheckpoint = 0;
        int failedCheckpoints = 0;
        int fewestCheckpoints = Integer.MAX_VALUE;
        for (Trial trial : trials) {
            Phase phase = trial.phase();
            double base = (taken(feeder, trial.before()) + taken(feeder, trial.after())) / 2;
            double ofBase = taken(feeder, phase) / base;
            Beside beside = new Beside(
                    phase.latencies(live, feeder),
                    trial.before().latencies(live, feeder).and(trial.after().latencies(live, feeder)));
            JobRest.Checkpoints checkpoints = phase.checkpoints(rig);
            table.row(
                    trial.what(),
                    trial.replays(),
                    phase.seconds(),
                    phase.perSecond(live),
                    ofBase,
                    beside.latencies().percentileMillis(50),
                    beside.base().percentileMillis(50),
                    beside.latencies().percentileMillis(99),
                    beside.base().percentileMillis(99),
                    beside.ofBase(),
                    checkpoints.completed(),
                    checkpoints.longestMillis(),
                    rig.rest().longestBarrierMillis(phase.begunMillis(), phase.endedMillis()));
            leastThroughput = Math.min(leastThroughput, ofBase);
            worstLatency = Math.max(worstLatency, beside.ofBase());
            longestCheckpoint = Math.max(longestCheckpoint, checkpoints.longestMillis());
            failedCheckpoints += checkpoints.failed();
            fewestCheckpoints = Math.min(fewestCheckpoints, checkpoints.completed());
        }
        report.atLeast("beside a replay: live throughput, of base, the worst", LEAST_THROUGHPUT, leastThroughput);
        report.atMost("beside a replay: live p99 latency, of base, the worst", MOST_LATENCY, worstLatency);
        report.atMost("beside a replay: the longest checkpoint, ms", 1000, longestCheckpoint);
        report.atMost("beside a replay: failed checkpoints", 0, failedCheckpoints);
        report.atLeast("beside a replay: complete checkpoints, the fewest", 1, fewestCheckpoints);
    }

    private double taken(Feeder feeder, Phase phase) {
        return phase.taken(live, feeder, organisation -> true);
    }

    private void tellLedger(Report report, Feeder feeder) {
        long wrong = ReceivedCounts.wrong(feeder, LONG + 1, live);
        for (Endpoint receiver : receivers) {
            wrong += ReceivedCounts.wrong(ReceivedCounts.balance(journal, receiver));
        }
        report.atMost("replayed and live documents that are missing, out of order or at the wrong endpoint", 0, wrong);
        report.atMost(
                "what passed a filter that nothing passes",
                0,
                rig.farm().endpoint("filtered").arrivals().documents());
    }

    /**
     * Takes in many records at once, alone and beside many replays whose filter nothing passes. The live ones are at rest
     * by then.
     */
    void besideInput(Report report, int records) throws Exception {
        LoadRecords incoming = new LoadRecords(load, sim -> sim % ORGANISATIONS > LIVE);
        RecordTopics topics = setting.parts().add(() -> RecordTopics.ofTheJob(incoming, rig.broker()));
        new InputTrial(setting, rig, statuses, topics, records)
                .measure(report, load.organisationId(LONG), NO_EVENT_TYPE);
    }
}
