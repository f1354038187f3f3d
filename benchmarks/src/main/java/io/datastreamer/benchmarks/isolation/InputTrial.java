package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Statuses;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.job.metrics.JobMetric;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How fast records come in: alone, and beside new data streams that read a whole journal and send nothing of it. */
final class InputTrial {
    private static final int STREAMS = 80;
    private static final double LEAST_OF_ALONE = 0.5;
    private static final double MOST_BARRIER_MILLIS = 100;

    private static final Duration SETTLES = Duration.ofMillis(500);
    private static final Duration GIVE_UP = Duration.ofMinutes(2);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(15);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Setting setting;
    private final Rig rig;
    private final Statuses statuses;
    private final RecordTopics topics;
    private final int records;
    private final List<String> streams =
            IntStream.range(0, STREAMS).mapToObj(i -> "filtered-" + i).toList();

    /**
     * Records that were shown at one moment.
     *
     * @param perSecond documents that were in journals, until all were or it took too long
     * @param share of the records that were in journals by then
     * @param behind data streams that had not read all of their journal by then
     * @param due documents that are in journals once all of them are
     */
    private record Turn(double perSecond, double share, int behind, double due, long begunMillis, long endedMillis) {}

    /** What begins with the records. */
    private interface Beginning {
        void run() throws IOException, InterruptedException;
    }

    /** @param records of a turn */
    InputTrial(Setting setting, Rig rig, Statuses statuses, RecordTopics topics, int records) {
        this.setting = setting;
        this.rig = rig;
        this.statuses = statuses;
        this.topics = topics;
        this.records = records;
    }

    /**
     * Alternates the two.
     *
     * @param organisationId whose journal is read
     * @param eventType that none of its documents has
     */
    void measure(Report report, long organisationId, int eventType) throws Exception {
        setting.say("%,d records come in ...", records);
        Turn before = turn(() -> {});
        awaitAppended(before);
        setting.say("%,d records come in beside %d replays ...", records, STREAMS);
        Turn beside = turn(() -> tell(organisationId, eventType, true));
        tell(organisationId, eventType, false);
        awaitAppended(beside);
        setting.say("%,d records come in ...", records);
        Turn after = turn(() -> {});
        awaitAppended(after);
        tell(report, before, beside, after);
    }

    private Turn turn(Beginning beginning) throws IOException, InterruptedException {
        topics.hold(records);
        TimeUnit.MILLISECONDS.sleep(SETTLES.toMillis());
        double there = rig.metrics().sum(JobMetric.APPENDED);
        beginning.run();
        long begun = System.nanoTime();
        long begunMillis = System.currentTimeMillis();
        topics.release();
        double appended = 0;
        while (appended < records && System.nanoTime() - begun < GIVE_UP.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            rig.checkJob();
            appended = rig.metrics().sum(JobMetric.APPENDED) - there;
        }
        return new Turn(
                appended / ReceivedCounts.secondsSince(begun),
                appended / records,
                statuses.behind(streams),
                there + records,
                begunMillis,
                System.currentTimeMillis());
    }

    // what is not in the journals by the end of a turn belongs to no other one
    private void awaitAppended(Turn turn) throws IOException, InterruptedException {
        rig.await(
                "all records are in journals",
                ENDS_WITHIN,
                () -> rig.metrics().isAtLeast(JobMetric.APPENDED, turn.due()));
    }

    private void tell(long organisationId, int eventType, boolean running) throws IOException {
        String url = rig.farm().endpoint("filtered").url();
        for (String id : streams) {
            rig.tell(StreamLine.ofEventType(id, organisationId, eventType, url, running));
        }
        rig.flush();
    }

    private void tell(Report report, Turn before, Turn beside, Turn after) throws IOException, InterruptedException {
        Table table = report.table(
                Table.format(records) + " records come in, alone and beside " + STREAMS
                        + " new streams whose filter nothing passes",
                "",
                "records/s",
                "share in time",
                "streams behind at the end",
                "checkpoints",
                "longest ms",
                "barrier ms");
        double barrierBefore = row(table, "alone, before", before, 0);
        double barrierBeside = row(table, "beside them", beside, beside.behind());
        double barrierAfter = row(table, "alone, after", after, 0);
        double alone = (before.perSecond() + after.perSecond()) / 2;
        report.atLeast(
                "input beside filters that nothing passes, of alone", LEAST_OF_ALONE, beside.perSecond() / alone);
        report.atMost(
                "the slowest barrier beside them, ms more than alone",
                MOST_BARRIER_MILLIS,
                barrierBeside - Math.max(barrierBefore, barrierAfter));
    }

    // returns how long the slowest barrier took, and no number when there is none
    private double row(Table table, String what, Turn turn, int behind) throws IOException, InterruptedException {
        JobRest.Checkpoints checkpoints = rig.rest().checkpoints(turn.begunMillis(), turn.endedMillis());
        double barrier = checkpoints.completed() == 0
                ? Double.NaN
                : rig.rest().longestBarrierMillis(turn.begunMillis(), turn.endedMillis());
        table.row(
                what,
                turn.perSecond(),
                turn.share(),
                behind,
                checkpoints.completed(),
                checkpoints.longestMillis(),
                barrier);
        return barrier;
    }
}
