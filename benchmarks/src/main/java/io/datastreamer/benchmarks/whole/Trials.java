package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Samples;
import io.datastreamer.benchmarks.rig.CpuProfile;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Turn;
import io.datastreamer.benchmarks.rival.BareLoop;
import io.datastreamer.benchmarks.whole.Arena.Way;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.process.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts of {@link ThroughputBenchmark} that read from Kafka. */
final class Trials {
    /** Most documents of a request. */
    static final int BATCH = 1000;

    /** Requests of a rival at once. */
    static final int IN_FLIGHT = 64;

    /** Rivals take a batch apart by organisation and kind: so many together, that the requests are as large. */
    static final int TAKEN_APART = 10_000;

    /** Of the records, for what takes longer for each. */
    private static final int SLOW_SHARE = 5;
    /** Of what waits for checkpoints, and takes its time from them. */
    private static final int FEW_ROUNDS = 2;

    private final Setting setting;
    private final Opening opening;
    private final Way way;
    private final BenchmarkSize extent;
    private final Map<String, Samples> rates = new LinkedHashMap<>();
    private final Map<Integer, Latencies> latencies = new LinkedHashMap<>();
    private double highest = Double.NaN;

    /** Makes an arena with a job in it. */
    interface Opening {
        /** Starts all of it; the setting's parts end it. */
        Arena open(Setting setting) throws Exception;
    }

    /** One part's own job: it has no other part's history in its state. */
    private final class Stage implements AutoCloseable {
        private final Parts parts;
        private final Arena arena;
        private final RecordTopics topics;
        private final Contestant job;

        Stage() throws Exception {
            parts = setting.parts().add(() -> new Parts("bench"));
            arena = opening.open(setting.with(parts));
            topics = arena.topicsOfTheJob();
            job = arena.job(Contestant.Input.of(topics));
        }

        @Override
        public void close() throws IOException {
            parts.close();
        }
    }

    Trials(Setting setting, Opening opening, Way way, BenchmarkSize extent) {
        this.setting = setting;
        this.opening = opening;
        this.way = way;
        this.extent = extent;
    }

    /**
     * The job beside its rivals, and where its processor time goes.
     *
     * @param images where the flame graph of one more turn of the job is written; none when null
     */
    void bulk(Report report, Set<Rival> against, @Nullable String images) throws Exception {
        try (Stage stage = new Stage()) {
            List<Contestant> all = new ArrayList<>(List.of(stage.job));
            Map<Rival, Contestant> rivals = new EnumMap<>(Rival.class);
            for (Rival rival : against) {
                setting.say("starting %s ...", rival.title());
                Contestant contestant = rival.start(stage.arena, stage.parts);
                rivals.put(rival, contestant);
                all.add(contestant);
            }
            Contestant.alternate(setting, all, extent);
            tellBulk(report, stage.job, all, rivals);
            if (images != null) {
                // after the turns that count: to be sampled takes time, too
                CpuProfile profile = CpuProfile.start(
                        stage.arena.rig().jobPid(), stage.arena.rig().dir());
                stage.job.warmUp(extent.records());
                Plots.flameGraph(Path.of(images), profile.stop());
            }
        }
    }

    private void tellBulk(Report report, Contestant job, List<Contestant> all, Map<Rival, Contestant> rivals) {
        Standings.table(report, "Whole way from Kafka, in bulk", all, rivals.get(Rival.BARE));
        Standings.stages(report, job);
        for (Contestant each : all) {
            rates.put(each.name(), Standings.rate(each));
        }
        highest = Standings.rate(job).median();
        report.atLeast("documents/s the whole way", 130_000, highest);
        rivals.forEach((rival, contestant) -> report.atLeast(
                "of " + rival.title(),
                rival.target(),
                highest / Standings.rate(contestant).median()));
        report.atMost(
                "CPU s per million, whole way",
                10,
                Samples.of(job.turns(), Turn::cpuPerMillion).median());
        report.atMost(
                "bytes allocated a record",
                4_000,
                Samples.of(job.turns(), Turn::allocatedARecord).median());
        Standings.once(report, job);
    }

    void latency(Report report) throws Exception {
        try (Stage stage = new Stage()) {
            stage.job.warmUp(extent.warmUp());
            if (Double.isNaN(highest)) {
                stage.job.measure(extent.records());
                highest = Standings.rate(stage.job).median();
            }
            latencies.putAll(new LatencyTrial(setting, stage.arena, stage.topics, extent).measure(report, highest));
        }
    }

    void catchUp(Report report) throws Exception {
        try (Stage stage = new Stage()) {
            stage.job.warmUp(extent.warmUp());
            new CatchUpTrial(setting, stage.arena, way, stage.topics, extent).measure(report);
        }
    }

    void single(Report report) throws Exception {
        try (Stage stage = new Stage()) {
            Contestant job = stage.job;
            Contestant bare =
                    stage.arena.rival(stage.parts, "bare loop", BareLoop.class, ApiType.REST_API, 1, IN_FLIGHT);
            stage.arena.use(new Way("single", ApiType.REST_API, Map.of("window", IN_FLIGHT)));
            Contestant.alternate(setting, List.of(job, bare), extent.dividedBy(SLOW_SHARE));
            Standings.table(report, "One document a request", List.of(job, bare), bare);
            report.atLeast(
                    "one document a request, of the same client in a bare loop",
                    0.95,
                    Standings.rate(job).median() / Standings.rate(bare).median());
            Standings.once(report, job);
        }
    }

    void aws(Report report) throws Exception {
        try (Stage stage = new Stage()) {
            Contestant kinesis = stage.job.as("AWS Kinesis, 500 a call");
            stage.arena.use(new Way("kinesis", ApiType.AWS_KINESIS, Map.of("stream_name", "documents")));
            Contestant.alternate(setting, List.of(kinesis), extent);
            Contestant s3 = stage.job.as("AWS S3, 10,000 an object");
            stage.arena.use(new Way(
                    "s3", ApiType.AWS_S3, Map.of("bucket", "documents", "prefix", "b-", "rotate_interval_ms", 1000)));
            Contestant.alternate(setting, List.of(s3), extent.withRounds(Math.min(extent.rounds(), FEW_ROUNDS)));
            Standings.table(report, "To AWS, at a receiver that answers as it does", List.of(kinesis, s3), null);
            report.note("An object for S3 waits for a complete checkpoint, of which one begins every 5 s.");
            report.atLeast("documents/s to AWS S3", 60_000, Standings.rate(s3).median());
        }
    }

    /** Writes the plots of what was measured. */
    void draw(@Nullable String dir) throws IOException {
        if (dir == null) {
            return;
        }
        Plots.throughput(Path.of(dir), rates);
        Plots.latency(Path.of(dir), latencies);
    }
}
