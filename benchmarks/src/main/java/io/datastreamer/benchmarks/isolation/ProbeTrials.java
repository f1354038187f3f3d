package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.probe.Probe;
import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.farm.Fault;
import io.datastreamer.tools.process.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The probes, each with all endpoints well and then with some of them black holes. */
final class ProbeTrials {
    private static final int TENANTS = 200;
    /** Each so-manieth tenant's endpoint is a black hole: a tenth of them. */
    private static final int EVERY = 10;

    private static final long CHECKPOINT_MILLIS = 1000;
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    /** Until the requests to black holes have taken all that can be in flight at once. */
    private static final Duration ONSET = Duration.ofSeconds(15);

    private static final int DOCUMENTS_PER_SECOND = 500;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Setting setting;
    private final Duration length;

    /** What happened in a time. */
    private record Seen(double healthyPerSecond, JobRest.Checkpoints checkpoints) {}

    ProbeTrials(Setting setting, Duration length) {
        this.setting = setting;
        this.length = length;
    }

    /** Measures each of Flink's own means. */
    void measure(Report report) throws Exception {
        Table table = report.table(
                "Flink's own means: " + TENANTS + " tenants, " + DOCUMENTS_PER_SECOND
                        + " documents a second, 10 % of the endpoints black" + " holes, checkpoints every second for "
                        + length.toSeconds() + " s",
                "means",
                "endpoints",
                "healthy docs/s",
                "of base",
                "checkpoints",
                "failed",
                "longest ms");
        for (Probe.Means means : Probe.Means.values()) {
            measure(means, table);
        }
    }

    private void measure(Probe.Means means, Table table) throws Exception {
        setting.say("for comparison: %s ...", means);
        try (Farm farm = Farm.start()) {
            List<Endpoint> healthy = new ArrayList<>();
            List<Endpoint> sick = new ArrayList<>();
            List<String> urls = new ArrayList<>();
            for (int i = 0; i < TENANTS; i++) {
                Endpoint endpoint = farm.endpointOnItsOwn("tenant-" + i);
                urls.add(endpoint.url());
                (i % EVERY == 0 ? sick : healthy).add(endpoint);
            }
            int webPort = FreePort.find();
            try (Probe probe =
                    new Probe(means, urls, DOCUMENTS_PER_SECOND, Rig.PARALLELISM, CHECKPOINT_MILLIS, webPort)) {
                JobRest rest = new JobRest(webPort);
                awaitFirst(healthy);
                TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
                Seen base = look(healthy, rest);
                sick.forEach(endpoint -> endpoint.behave(Behaviour.of(Fault.BLACK_HOLE)));
                TimeUnit.MILLISECONDS.sleep(ONSET.toMillis());
                Seen beside = look(healthy, rest);
                sick.forEach(endpoint -> endpoint.behave(Behaviour.HEALTHY));
                row(table, means, "all well", base, base);
                row(table, means, "10 % black holes", beside, base);
            }
        }
    }

    private static void row(Table table, Probe.Means means, String endpoints, Seen seen, Seen base) {
        table.row(
                means.toString(),
                endpoints,
                seen.healthyPerSecond(),
                seen.healthyPerSecond() / base.healthyPerSecond(),
                seen.checkpoints().completed(),
                seen.checkpoints().failed(),
                seen.checkpoints().longestMillis());
    }

    private Seen look(List<Endpoint> endpoints, JobRest rest) throws IOException, InterruptedException {
        long begunMillis = System.currentTimeMillis();
        long begun = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        long ended = System.nanoTime();
        return new Seen(
                ReceivedCounts.perSecond(endpoints, begun, ended),
                rest.checkpoints(begunMillis, System.currentTimeMillis()));
    }

    private static void awaitFirst(List<Endpoint> endpoints) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (endpoints.stream().anyMatch(each -> each.arrivals().delivered() == 0)) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IOException(
                        "the probe has not posted to all endpoints within " + STARTS_WITHIN.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
