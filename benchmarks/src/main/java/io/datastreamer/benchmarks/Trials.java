package io.datastreamer.benchmarks;

import io.datastreamer.benchmarks.Arena.Way;
import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import io.datastreamer.benchmarks.rival.AsyncSinkJob;
import io.datastreamer.benchmarks.rival.BareLoop;
import io.datastreamer.benchmarks.rival.ParallelConsumer;
import io.datastreamer.contract.ApiType;
import io.datastreamer.deploy.process.Parts;
import io.datastreamer.job.metrics.JobMetric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The parts of {@link ThroughputBenchmark} that read from Kafka. */
final class Trials {
    /** Most documents of a request. */
    static final int BATCH = 1000;

    private static final int IN_FLIGHT = 64;
    /** Rivals take a batch apart by organisation and kind: so many together, that the requests are as large. */
    private static final int TAKEN_APART = 10_000;

    private static final int SINGLE_SHARE = 5;
    /** Of what waits for checkpoints, and takes its time from them. */
    private static final int FEW_ROUNDS = 2;

    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(3);
    private static final double LEAVES_OUT = 0.2;
    private static final int SLOW = 1000;
    private static final List<Integer> PERCENT = List.of(10, 50, 80);

    private static final List<ToDoubleFunction<Turn>> COSTS =
            List.of(Turn::cpuPerMillion, Turn::allocatedARecord, Turn::documentsARequest, Turn::receiverCpuPerMillion);

    private final Setting setting;
    private final Arena arena;
    private final Way way;
    private final Extent extent;
    private final RecordTopics topics;
    private final Contestant job;
    private final Map<String, Samples> rates = new LinkedHashMap<>();
    private final Map<Integer, Latencies> latencies = new LinkedHashMap<>();
    private double highest = Double.NaN;

    Trials(Setting setting, Arena arena, Way way, Extent extent) throws Exception {
        this.setting = setting;
        this.arena = arena;
        this.way = way;
        this.extent = extent;
        this.topics = arena.topicsOfTheJob();
        this.job = arena.job(Contestant.Input.of(topics));
    }

    void bulk(Report report) throws Exception {
        Contestant bare;
        Contestant parallel;
        Contestant sink;
        try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
            setting.say("starting the rivals ...");
            bare = arena.rival(parts, "bare loop", BareLoop.class, ApiType.REST_API_BULK, BATCH, IN_FLIGHT);
            parallel = arena.rival(
                    parts, "parallel-consumer", ParallelConsumer.class, ApiType.REST_API_BULK, TAKEN_APART, IN_FLIGHT);
            sink = arena.rival(
                    parts, "AsyncSinkBase", AsyncSinkJob.class, ApiType.REST_API_BULK, TAKEN_APART, IN_FLIGHT);
            alternate(List.of(job, bare, parallel, sink), extent);
        }
        table(report, "Whole way from Kafka, in bulk", List.of(job, bare, parallel, sink), bare);
        stages(report, job);
        for (Contestant each : List.of(job, bare, parallel, sink)) {
            rates.put(each.name(), rate(each));
        }
        highest = rate(job).median();
        report.atLeast("documents/s the whole way", 70_000, highest);
        report.atLeast("of the bare loop", 0.8, highest / rate(bare).median());
        report.atLeast("of parallel-consumer", 1, highest / rate(parallel).median());
        report.atLeast("of AsyncSinkBase", 1, highest / rate(sink).median());
        report.atMost(
                "bytes allocated a record",
                1024,
                Samples.of(job.turns(), Turn::allocatedARecord).median());
        once(report, job);
    }

    private void alternate(List<Contestant> contestants, Extent extent) throws IOException, InterruptedException {
        for (Contestant each : contestants) {
            setting.say("%s, to warm up ...", each.name());
            each.warmUp(extent.warmUp());
        }
        for (int round = 1; round <= extent.rounds(); round++) {
            for (Contestant each : contestants) {
                each.measure(extent.records());
                Turn turn = each.turns().get(each.turns().size() - 1);
                setting.say("%s, round %d: %s documents/s", each.name(), round, Table.format(turn.perSecond()));
            }
        }
    }

    static Samples rate(Contestant contestant) {
        return Samples.of(contestant.turns(), Turn::perSecond);
    }

    /** Enters how contestants did, compared with one of them. */
    static void table(Report report, String title, List<Contestant> contestants, @Nullable Contestant base) {
        List<String> columns = new ArrayList<>(List.of("", "documents/s", "lowest to highest"));
        if (base != null) {
            columns.add("of " + base.name());
        }
        columns.addAll(List.of(
                "CPU s per million",
                "bytes allocated a record",
                "documents a request",
                "receiver's CPU s per million"));
        Table table = report.table(title, columns.toArray(String[]::new));
        for (Contestant each : contestants) {
            Samples rate = rate(each);
            List<Object> row = new ArrayList<>(List.of(each.name(), rate.median(), rate.spread()));
            if (base != null) {
                row.add(rate.median() / rate(base).median());
            }
            for (ToDoubleFunction<Turn> figure : COSTS) {
                row.add(Samples.of(each.turns(), figure).median());
            }
            table.row(row.toArray());
        }
    }

    private static void stages(Report report, Contestant job) {
        Table table = report.table(
                "Where the job's processor time goes",
                "stage",
                "CPU s per million records",
                "bytes allocated a record");
        for (String stage : Stages.ALL) {
            table.row(
                    stage,
                    Samples.of(
                                    job.turns(),
                                    turn -> turn.perMillion(stage(turn, stage).cpuNanos()))
                            .median(),
                    Samples.of(job.turns(), turn -> (double) stage(turn, stage).allocatedBytes() / turn.records())
                            .median());
        }
        table.row(
                JvmMeter.JVM,
                Samples.of(
                                job.turns(),
                                turn -> turn.taken() == null
                                        ? 0
                                        : turn.perMillion(turn.taken().jvmNanos()))
                        .median(),
                0);
    }

    private static JvmMeter.Stage stage(Turn turn, String stage) {
        return turn.taken() == null
                ? JvmMeter.Stage.NOTHING
                : turn.taken().stages().getOrDefault(stage, JvmMeter.Stage.NOTHING);
    }

    static void once(Report report, Contestant job) {
        report.atMost(
                job.name() + ": documents that came twice",
                0,
                job.turns().stream()
                        .mapToLong(turn -> turn.arrivals().duplicates())
                        .sum());
    }

    void latency(Report report) throws Exception {
        if (Double.isNaN(highest)) {
            job.warmUp(extent.warmUp());
            job.measure(extent.records());
            highest = rate(job).median();
        }
        Table table = report.table(
                "From the record's way to the broker to the document's arrival",
                "records/s",
                "",
                "documents",
                "p50 ms",
                "p99 ms",
                "p99.9 ms");
        double atSlow = Double.NaN;
        List<Integer> perSecond = new ArrayList<>(List.of(SLOW));
        PERCENT.forEach(percent -> perSecond.add((int) (highest * percent / 100)));
        for (int i = 0; i < perSecond.size(); i++) {
            int rate = perSecond.get(i);
            setting.say("%,d records a second ...", rate);
            Latencies found = latency(rate);
            latencies.put(rate, found);
            atSlow = rate == SLOW ? found.percentileMillis(99) : atSlow;
            table.row(
                    Table.format(rate),
                    i == 0 ? "" : PERCENT.get(i - 1) + " % of the highest",
                    found.count(),
                    found.percentileMillis(50),
                    found.percentileMillis(99),
                    found.percentileMillis(99.9));
        }
        report.atMost("p99 at 1,000 records a second, ms", 50, atSlow);
    }

    private Latencies latency(int perSecond) throws Exception {
        int count = perSecond * extent.seconds();
        arena.receiver().expect(topics.nextId(), count);
        long[] writtenAt = topics.feed(perSecond, count);
        awaitArrival(count);
        long[] arrivedAt = arena.receiver().arrivals().arrivedAt();
        Latencies found = new Latencies();
        for (int i = (int) (count * LEAVES_OUT); i < count; i++) {
            found.add(arrivedAt[i] - writtenAt[i]);
        }
        return found;
    }

    private void awaitArrival(int count) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        while (arena.receiver().counts().distinct() < count) {
            arena.rig().checkJob();
            if (System.nanoTime() > giveUp) {
                throw new IOException("of " + count + " documents only "
                        + arena.receiver().counts().distinct() + " have arrived");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    void catchUp(Report report) throws Exception {
        int records = extent.records();
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < extent.rounds(); round++) {
            setting.say("all streams are paused, and resumed ...");
            arena.pause(way);
            arena.receiver().expect(topics.nextId(), records);
            double before = arena.rig().metrics().sum(JobMetric.APPENDED);
            topics.hold(records);
            topics.release();
            arena.rig()
                    .await(
                            "all is in the journals",
                            ARRIVES_WITHIN,
                            () -> arena.rig().metrics().isAtLeast(JobMetric.APPENDED, before + records));
            long receiverBefore = Cpu.nanos(arena.receiver().pid());
            arena.use(way);
            awaitArrival(records);
            Arrivals arrivals = arena.receiver().arrivals();
            turns.add(new Turn(
                    records,
                    Turn.steadyRate(arrivals.arrivedAt()),
                    arrivals,
                    null,
                    Cpu.nanos(arena.receiver().pid()) - receiverBefore));
        }
        Samples rate = Samples.of(turns, Turn::perSecond);
        Table table = report.table(
                "Catching up from the journals",
                "documents",
                "documents/s",
                "lowest to highest",
                "documents a request",
                "receiver's CPU s per million");
        table.row(
                Table.format(records),
                rate.median(),
                rate.spread(),
                Samples.of(turns, Turn::documentsARequest).median(),
                Samples.of(turns, Turn::receiverCpuPerMillion).median());
        report.atLeast("documents/s from the journals", 200_000, rate.median());
    }

    void modes(Report report) throws Exception {
        Way single = new Way("single", ApiType.REST_API, Map.of("window", IN_FLIGHT));
        Contestant alone = job.as("Data Streamer");
        try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
            Contestant bare = arena.rival(parts, "bare loop", BareLoop.class, ApiType.REST_API, 1, IN_FLIGHT);
            arena.use(single);
            alternate(List.of(alone, bare), extent.dividedBy(SINGLE_SHARE));
            table(report, "One document a request", List.of(alone, bare), bare);
            report.atLeast(
                    "one document a request, of the same client in a bare loop",
                    0.8,
                    rate(alone).median() / rate(bare).median());
            once(report, alone);
        }
        Contestant kinesis = job.as("AWS Kinesis, 500 a call");
        arena.use(new Way("kinesis", ApiType.AWS_KINESIS, Map.of("stream_name", "documents")));
        alternate(List.of(kinesis), extent);
        Contestant s3 = job.as("AWS S3, 10,000 an object");
        arena.use(new Way(
                "s3", ApiType.AWS_S3, Map.of("bucket", "documents", "prefix", "b-", "rotate_interval_ms", 1000)));
        alternate(List.of(s3), extent.withRounds(Math.min(extent.rounds(), FEW_ROUNDS)));
        table(report, "To AWS, at a receiver that answers as it does", List.of(kinesis, s3), null);
        report.note("An object for S3 waits for a complete checkpoint, of which one begins every 5 s: that sets its rate.");
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
