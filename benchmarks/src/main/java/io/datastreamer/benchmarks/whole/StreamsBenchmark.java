package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.benchmarks.rig.StreamLine.Start;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.generate.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Very many data streams, of which one in ten gets something. */
public final class StreamsBenchmark implements Benchmark {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final Duration REST = Duration.ofSeconds(20);
    private static final int IDLE_OF_EACH = 10;
    private static final int RECORDS_PER_SECOND = 1_000;
    private static final int WAITING = 100;
    /** Of both subtasks together, each of which tells a thousand at most. */
    private static final int STATUSES_PER_SECOND = 2_000;

    private static final double MEGA = 1 << 20;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String summary() {
        return "10,000 live data streams and ten times as many that are configured: rest, restore, changes, checkpoints.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench streams [--quick] [--json FILE]

                100,000 organisations with a data stream each, of which 10,000 get documents. Measured are heap and processor
                time at rest, how fast documents of the live ones arrive, how long a change of a data stream takes until it has
                effect, checkpoints, and how long the job takes to be back after it was killed.

                  --quick  a tenth of all
                """;
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        int live = setting.quick() ? 1_000 : 10_000;
        int all = live * IDLE_OF_EACH;
        Load load = new Load(0, live, all, 1, Path.of(""), "", 1);
        long begun = System.nanoTime();
        Rig rig = new Rig(setting, load, farm -> streams(farm, load), Map.of("state-backend", "rocksdb"));
        setting.say("waiting for %,d data streams ...", all);
        rig.await(
                "all data streams are there", STARTS_WITHIN, () -> rig.metrics().isAtLeast(JobMetric.LANES, all));
        double started = ReceivedCounts.secondsSince(begun);
        Endpoint endpoint = rig.farm().endpoint("live");

        setting.say("the first statuses leave ...");
        double statusesCpu = processors(rig, Duration.ofMillis(1_000L * all / STATUSES_PER_SECOND));
        setting.say("at rest for %d s ...", REST.toSeconds());
        TimeUnit.MILLISECONDS.sleep(REST.toMillis());
        double restCpu = processors(rig, REST);

        setting.say("%,d records a second for the live ones ...", RECORDS_PER_SECOND);
        Feeder feeder =
                setting.parts().add(() -> new Feeder(load, rig.broker(), RECORDS_PER_SECOND, false, Integer.MAX_VALUE));
        long busyFrom = System.currentTimeMillis();
        feeder.start();
        TimeUnit.MILLISECONDS.sleep(REST.toMillis() / 2);
        int from = feeder.written();
        TimeUnit.MILLISECONDS.sleep(REST.toMillis());
        int to = feeder.written();
        double changed = change(rig, load, feeder);
        feeder.stop();
        long busyTo = System.currentTimeMillis();
        Latencies latencies = Latencies.of(List.of(endpoint), feeder, from, to);
        JobRest.Checkpoints checkpoints = rig.rest().checkpoints(busyFrom, busyTo);
        JobRest.Checkpoint last = rig.nextCheckpoint();
        double heap = rig.metrics().heapUsed();

        setting.say("killing the job, and starting it from its last checkpoint ...");
        long killed = System.nanoTime();
        rig.restartJob();
        double running = ReceivedCounts.secondsSince(killed);
        rig.await(
                "all data streams are there again", WITHIN, () -> rig.metrics().isAtLeast(JobMetric.LANES, all));
        double restored = ReceivedCounts.secondsSince(killed);

        Table table = report.table("Data streams", "", "measured");
        table.row("data streams", all);
        table.row("of them get documents", live);
        table.row("from nothing until all are there, s", started);
        table.row("processors while the first statuses leave", statusesCpu);
        table.row("processors at rest, after that", restCpu);
        table.row("heap of the job in use, garbage included, MB", heap / MEGA);
        table.row("live documents", latencies.count());
        table.row("p50 ms", latencies.percentileMillis(50));
        table.row("p99 ms", latencies.percentileMillis(99));
        table.row("a resumed data stream delivers after, ms", changed);
        table.row("checkpoints", checkpoints.completed());
        table.row("longest checkpoint, ms", checkpoints.longestMillis());
        table.row("checkpoint MB", last.stateBytes() / MEGA);
        table.row("killed until it runs, s", running);
        table.row("killed until all data streams are there, s", restored);
        report.atMost("processors at rest", 0.15, restCpu);
        report.atMost("a resumed data stream delivers after, ms", 1_000, changed);
        report.atMost("longest checkpoint, ms", 5_000, checkpoints.longestMillis());
        report.atMost("checkpoints that failed", 0, checkpoints.failed());
        report.atMost("killed until all data streams are there, s", 60, restored);
        report.atLeast("documents of live data streams that arrived", 1, latencies.count());
    }

    /** How many processors the job takes for so long. */
    private static double processors(Rig rig, Duration time) throws InterruptedException {
        Duration before = rig.jobCpu();
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        return rig.jobCpu().minus(before).toMillis() / (double) time.toMillis();
    }

    /** How long a paused data stream with something to deliver takes from its resumption to its first delivery. */
    private static double change(Rig rig, Load load, Feeder feeder) throws IOException, InterruptedException {
        Endpoint resumed = rig.farm().endpoint("resumed");
        String id = "resumed";
        long organisation = load.organisationId(0);
        rig.tellNow(line(id, organisation, resumed, false));
        int before = feeder.written();
        rig.await(
                "something waits for it",
                WITHIN,
                () -> feeder.writtenFor(each -> each == 0, before, feeder.written()) > 0
                        && feeder.written() > before + WAITING);
        long told = System.nanoTime();
        rig.tellNow(line(id, organisation, resumed, true));
        rig.await("it delivers", WITHIN, () -> resumed.arrivals().delivered() > 0);
        return ReceivedCounts.secondsSince(told) * 1_000;
    }

    private static String line(String id, long organisation, Endpoint endpoint, boolean running) {
        return StreamLine.of(
                id, organisation, "EVENTS", "REST_API_BULK", endpoint.url(), Map.of(), Start.HISTORIC, running);
    }

    private static List<String> streams(Farm farm, Load load) {
        Endpoint endpoint = farm.endpoint("live");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < load.organisations(); i++) {
            long organisation = load.organisationId(i);
            lines.add(line("load-" + organisation, organisation, endpoint, true));
        }
        return lines;
    }
}
