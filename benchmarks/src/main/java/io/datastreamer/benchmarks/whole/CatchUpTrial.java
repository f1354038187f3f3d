package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Samples;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Cpu;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Turn;
import io.datastreamer.benchmarks.whole.Arena.Way;
import io.datastreamer.job.metrics.JobMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How fast journals are emptied when data streams that were paused go on. */
final class CatchUpTrial {
    private static final Duration FILLS_WITHIN = Duration.ofMinutes(3);

    private final Setting setting;
    private final Arena arena;
    private final Way way;
    private final RecordTopics topics;
    private final BenchmarkSize extent;

    CatchUpTrial(Setting setting, Arena arena, Way way, RecordTopics topics, BenchmarkSize extent) {
        this.setting = setting;
        this.arena = arena;
        this.way = way;
        this.topics = topics;
        this.extent = extent;
    }

    void measure(Report report) throws Exception {
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
                            FILLS_WITHIN,
                            () -> arena.rig().metrics().isAtLeast(JobMetric.APPENDED, before + records));
            long receiverBefore = Cpu.nanos(arena.receiver().pid());
            arena.use(way);
            arena.awaitArrival(records);
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
}
