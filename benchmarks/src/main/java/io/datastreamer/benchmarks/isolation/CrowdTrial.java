package io.datastreamer.benchmarks.isolation;

import com.sun.management.UnixOperatingSystemMXBean;
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
import io.datastreamer.tools.farm.Fault;
import io.datastreamer.tools.generate.Load;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What healthy, slow and new data streams notice of a crowd whose endpoints take requests and never answer. */
final class CrowdTrial {
    private static final int HEALTHY = 100;
    private static final int SLOW = 10;
    /** Streams that are made in each phase. */
    private static final int NEW = 20;

    private static final int PHASES = 3;
    /** Behind those who are live from the start, those who are new, and then the crowd; numbered from 0. */
    private static final int FIRST_NEW = HEALTHY + SLOW;

    private static final int FIRST_OF_CROWD = FIRST_NEW + PHASES * NEW;

    private static final int SIMS_OF_EACH = 3;
    private static final int CROWD_PER_SECOND = 5_000;
    /** So many for each of the crowd that there is something for all of them. */
    private static final int RECORDS_OF_EACH = 12;

    private static final int RATE = 1_000;

    private static final Behaviour SLOW_BUT_SOUND =
            Behaviour.HEALTHY.withLatency(Duration.ofMillis(2_500), Duration.ZERO);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final double MOST_FIRST_MILLIS = 2_000;
    private static final double LEAST_OF_SLOW = 0.8;
    private static final double LEAST_THROUGHPUT = 0.95;
    private static final double MOST_LATENCY = 1.5;

    /** A listener, and a connection for events and one for usage. */
    private static final int FILES_OF_EACH = 3;

    private static final int OTHER_FILES = 2_000;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final Setting setting;
    private final int crowd;
    private final Duration length;
    private final Load load;
    private final List<Endpoint> healthy = new ArrayList<>();
    private final List<Endpoint> slow = new ArrayList<>();
    private final List<Endpoint> newcomers = new ArrayList<>();
    private final List<Endpoint> hanging = new ArrayList<>();
    private final Rig rig;

    /**
     * A phase, and what was seen in it.
     *
     * @param firstMillis until a new data stream's first document came, of each; or until the phase ended without it
     * @param never new data streams of which nothing came in the phase
     */
    private record Seen(Phase phase, Latencies firstMillis, int never) {}

    /** A new data stream, and when the job was told of it. */
    private record Newcomer(Endpoint endpoint, long toldAt) {}

    /**
     * Starts the job, and all endpoints.
     *
     * @param crowd data streams whose endpoints hang
     * @param length of a phase
     */
    CrowdTrial(Setting setting, int crowd, Duration length) throws Exception {
        this.setting = setting;
        this.crowd = crowd;
        this.length = length;
        checkFiles(crowd);
        int organisations = FIRST_OF_CROWD + crowd;
        load = new Load(0, SIMS_OF_EACH * organisations, organisations, 1, Path.of(""), "", 1);
        // those that hang come back soon, and so they press harder than they would with the default of minutes
        Map<String, String> options = Map.of(
                "deliver.request-timeout", REQUEST_TIMEOUT.toSeconds() + "s",
                "deliver.backoff-max", "2s",
                "checkpoint-interval", "1s");
        rig = new Rig(setting, load, this::streams, options);
    }

    private static void checkFiles(int crowd) throws IOException {
        long needed = (long) FILES_OF_EACH * crowd + OTHER_FILES;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < needed) {
            throw new IOException(
                    crowd + " endpoints that hang take " + needed + " open files, and this process may have "
                            + system.getMaxFileDescriptorCount() + ": raise its limit (ulimit -Hn)");
        }
    }

    private List<String> streams(Farm farm) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < HEALTHY; i++) {
            lines.add(stream(farm, i, "healthy", Behaviour.HEALTHY, healthy));
        }
        for (int i = HEALTHY; i < FIRST_NEW; i++) {
            lines.add(stream(farm, i, "slow", SLOW_BUT_SOUND, slow));
        }
        for (int i = FIRST_OF_CROWD; i < load.organisations(); i++) {
            lines.add(stream(farm, i, "hanging", Behaviour.of(Fault.BLACK_HOLE), hanging));
        }
        return lines;
    }

    // a receiver is a host and a port: endpoints on one port would share its part of the budget
    private String stream(Farm farm, int organisation, String kind, Behaviour behaviour, List<Endpoint> endpoints)
            throws IOException {
        String id = kind + "-" + load.organisationId(organisation);
        Endpoint endpoint = farm.endpointOnItsOwn(id);
        endpoint.behave(behaviour);
        endpoints.add(endpoint);
        return StreamLine.bulk(id, load.organisationId(organisation), endpoint.url());
    }

    /** Looks at all of them before anything comes for the crowd, while it hangs, and when it is well and has all. */
    void measure(Report report) throws Exception {
        Feeder feeder = setting.parts()
                .add(() -> new Feeder(load, 0, FIRST_OF_CROWD, rig.broker(), RATE, true, Integer.MAX_VALUE));
        feeder.start();
        setting.say("warming up ...");
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        setting.say("%d healthy, %d slow and %d new data streams alone ...", HEALTHY, SLOW, NEW);
        Seen before = look(feeder);

        setting.say("%,d data streams hang ...", crowd);
        int records = crowd * RECORDS_OF_EACH;
        Feeder forCrowd = setting.parts()
                .add(() -> new Feeder(
                        load, FIRST_OF_CROWD, load.organisations(), rig.broker(), CROWD_PER_SECOND, true, records));
        forCrowd.start();
        rig.await("there is something for all that hang", WITHIN, () -> forCrowd.written() == records);
        forCrowd.stop();
        TimeUnit.MILLISECONDS.sleep(REQUEST_TIMEOUT.plus(WARM_UP).toMillis());
        setting.say("%d healthy, %d slow and %d new data streams beside them ...", HEALTHY, SLOW, NEW);
        Seen beside = look(feeder);

        setting.say("those that hung are well again ...");
        hanging.forEach(endpoint -> endpoint.behave(Behaviour.HEALTHY));
        ReceivedCounts.awaitAll(rig, forCrowd, FIRST_OF_CROWD, hanging, WITHIN);
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        Seen after = look(feeder);
        feeder.stop();
        ReceivedCounts.awaitAll(rig, feeder, 0, healthy, WITHIN);
        ReceivedCounts.awaitAll(rig, feeder, HEALTHY, slow, WITHIN);
        ReceivedCounts.awaitAll(rig, feeder, FIRST_NEW, newcomers, WITHIN);
        tell(report, feeder, before, beside, after);
        report.atMost(
                "beside a crowd that hangs: documents missing at the end, out of order or at the wrong endpoint",
                0,
                ReceivedCounts.wrong(feeder, 0, healthy)
                        + ReceivedCounts.wrong(feeder, HEALTHY, slow)
                        + ReceivedCounts.wrong(feeder, FIRST_NEW, newcomers)
                        + ReceivedCounts.wrong(forCrowd, FIRST_OF_CROWD, hanging));
    }

    private Seen look(Feeder feeder) throws IOException, InterruptedException {
        List<Newcomer> told = new ArrayList<>();
        Phase phase = Phase.of(rig, feeder, () -> {
            long begun = System.nanoTime();
            // the last one has half of the phase for itself
            long pause = length.toMillis() / 2 / NEW;
            for (int i = 0; i < NEW; i++) {
                told.add(tellNew());
                TimeUnit.MILLISECONDS.sleep(pause);
            }
            TimeUnit.NANOSECONDS.sleep(Math.max(0, length.toNanos() - (System.nanoTime() - begun)));
        });
        Latencies first = new Latencies();
        int never = 0;
        for (Newcomer newcomer : told) {
            long came = firstRequest(newcomer.endpoint());
            if (came > phase.ended()) {
                never++;
            }
            first.add(Math.min(came, phase.ended()) - newcomer.toldAt());
        }
        return new Seen(phase, first, never);
    }

    private Newcomer tellNew() throws IOException {
        int number = newcomers.size();
        String line = stream(rig.farm(), FIRST_NEW + number, "new", Behaviour.HEALTHY, newcomers);
        long toldAt = System.nanoTime();
        rig.tellNow(line);
        return new Newcomer(newcomers.get(number), toldAt);
    }

    private static long firstRequest(Endpoint endpoint) {
        long[] first = {Long.MAX_VALUE};
        endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> first[0] = Math.min(first[0], at));
        return first[0];
    }

    private void tell(Report report, Feeder feeder, Seen before, Seen beside, Seen after)
            throws IOException, InterruptedException {
        Table table = report.table(
                HEALTHY + " healthy and " + SLOW + " slow streams with " + RATE + " documents a second, and " + NEW
                        + " new ones, beside " + Table.format(crowd) + " that hang for " + REQUEST_TIMEOUT.toSeconds()
                        + " s",
                "hanging",
                "healthy docs/s",
                "p50 ms",
                "p99 ms",
                "slow: requests/s of each",
                "new: first document p50 ms",
                "longest ms",
                "never",
                "checkpoints",
                "longest ms",
                "most in flight");
        row(table, "none, before", feeder, before);
        row(table, Table.format(crowd), feeder, beside);
        row(table, "none, after", feeder, after);
        report.atLeast(
                "beside a crowd that hangs: healthy throughput, of alone",
                LEAST_THROUGHPUT,
                taken(feeder, beside) / ((taken(feeder, before) + taken(feeder, after)) / 2));
        report.atMost(
                "beside a crowd that hangs: healthy p99 latency, of alone",
                MOST_LATENCY,
                new Beside(
                                beside.phase().latencies(healthy, feeder),
                                before.phase()
                                        .latencies(healthy, feeder)
                                        .and(after.phase().latencies(healthy, feeder)))
                        .ofBase());
        report.atMost(
                "beside a crowd that hangs: a new stream's first document, the slowest, ms",
                MOST_FIRST_MILLIS,
                beside.firstMillis().percentileMillis(100));
        report.atLeast(
                "beside a crowd that hangs: requests to slow endpoints, of alone",
                LEAST_OF_SLOW,
                slowRate(beside.phase()) / ((slowRate(before.phase()) + slowRate(after.phase())) / 2));
        JobRest.Checkpoints checkpoints = beside.phase().checkpoints(rig);
        report.atMost("beside a crowd that hangs: the longest checkpoint, ms", 1000, checkpoints.longestMillis());
        report.atMost("beside a crowd that hangs: failed checkpoints", 0, checkpoints.failed());
        report.note("A new stream of which nothing came in a phase counts with the time until the phase ended.");
    }

    private void row(Table table, String hangingNow, Feeder feeder, Seen seen)
            throws IOException, InterruptedException {
        Latencies latencies = seen.phase().latencies(healthy, feeder);
        JobRest.Checkpoints checkpoints = seen.phase().checkpoints(rig);
        table.row(
                hangingNow,
                seen.phase().perSecond(healthy),
                latencies.percentileMillis(50),
                latencies.percentileMillis(99),
                slowRate(seen.phase()),
                seen.firstMillis().percentileMillis(50),
                seen.firstMillis().percentileMillis(100),
                seen.never(),
                checkpoints.completed(),
                checkpoints.longestMillis(),
                seen.phase().mostOpen());
    }

    private double taken(Feeder feeder, Seen seen) {
        return seen.phase().taken(healthy, feeder, organisation -> organisation < HEALTHY);
    }

    /** Requests a second of a slow endpoint. */
    private double slowRate(Phase phase) {
        int[] requests = {0};
        for (Endpoint endpoint : slow) {
            endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> {
                if (at >= phase.begun() && at < phase.ended()) {
                    requests[0]++;
                }
            });
        }
        return requests[0] / phase.seconds() / SLOW;
    }
}
