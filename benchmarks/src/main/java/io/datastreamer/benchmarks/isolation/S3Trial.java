package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.receiver.ReceiverProcess;
import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.process.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether a stream to AWS S3 keeps up with one busy organisation. The receiver takes objects, refuses a name that was
 * there before, and counts the rows.
 */
final class S3Trial {
    private static final int SIMS = 3_000;
    private static final int RATE = 5_000;
    private static final int INTERVALS = 3;
    /** A document waits for others, for the checkpoint in which its object is fixed, and for the end of that. */
    private static final int LATE_AFTER_INTERVALS = 2;

    private static final double LEAST_IN_TIME = 0.99;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Setting setting;
    private final Duration interval;
    private final Load load = new Load(0, SIMS, 1, 1, Path.of(""), "", 1);
    private final ReceiverProcess receiver;
    private final Rig rig;

    /** @param interval of checkpoints, with each of which objects become ready to be sent */
    S3Trial(Setting setting, Duration interval) throws Exception {
        this.setting = setting;
        this.interval = interval;
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-receiver-"));
        receiver = setting.parts().add(() -> ReceiverProcess.start(folder.dir()));
        Map<String, String> options = Map.of(
                "checkpoint-interval",
                interval.toSeconds() + "s",
                "s3.endpoint",
                receiver.url(),
                "secrets.allow-plain",
                "true");
        rig = new Rig(setting, load, farm -> List.of(stream()), options);
    }

    private String stream() {
        Map<String, Object> settings = Map.of(
                "bucket",
                "documents",
                "region",
                "eu-central-1",
                "access_key_id",
                "AKIDEXAMPLE",
                "secret_access_key",
                "an/example+of/a/secret+key",
                "rotate_interval_ms",
                interval.toMillis() / 2);
        return StreamLine.to("objects", load.organisationId(0), "AWS_S3", settings, true);
    }

    /** Writes documents for some checkpoints, and waits for the objects. */
    void measure(Report report) throws Exception {
        int seconds = (int) (INTERVALS * interval.toSeconds());
        int documents = RATE * seconds;
        setting.say("%,d documents a second for AWS S3, for %d s ...", RATE, seconds);
        receiver.expect(LoadRecords.FIRST_RECORD_ID, documents);
        Feeder feeder = setting.parts().add(() -> new Feeder(load, rig.broker(), RATE, true, documents));
        feeder.start();
        rig.await("all is written", Duration.ofSeconds(2L * seconds + 60), () -> feeder.written() == documents);
        feeder.stop();
        setting.say("waiting for the last objects, %d s at most ...", late().toSeconds());
        awaitAll(documents);
        tell(report, feeder, documents);
    }

    private Duration late() {
        return interval.multipliedBy(LATE_AFTER_INTERVALS);
    }

    // what comes later is too late
    private void awaitAll(int documents) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + late().toNanos();
        while (receiver.counts().distinct() < documents && System.nanoTime() - giveUp < 0) {
            rig.checkJob();
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private void tell(Report report, Feeder feeder, int documents) throws IOException, InterruptedException {
        Arrivals arrivals = receiver.arrivals();
        Latencies latencies = new Latencies();
        int inTime = 0;
        for (int i = 0; i < documents; i++) {
            long at = arrivals.arrivedAt()[i];
            if (at != 0) {
                latencies.add(at - feeder.writtenAt(i));
                inTime += at - feeder.writtenAt(i) <= late().toNanos() ? 1 : 0;
            }
        }
        Table table = report.table(
                "AWS S3: " + Table.format(RATE) + " documents a second of one organisation, a checkpoint each "
                        + interval.toSeconds() + " s",
                "",
                "documents",
                "rows that came",
                "objects",
                "rows an object",
                "after p50 s",
                "after p99 s");
        table.row(
                "objects",
                documents,
                arrivals.distinct(),
                arrivals.requests(),
                (double) (arrivals.distinct() + arrivals.duplicates()) / Math.max(1, arrivals.requests()),
                latencies.percentileMillis(50) / 1000,
                latencies.percentileMillis(99) / 1000);
        report.atLeast(
                "AWS S3: share of the documents that are in an object within " + late().toSeconds() + " s",
                LEAST_IN_TIME,
                (double) inTime / documents);
        report.atMost("AWS S3: rows that came twice, or of others", 0, arrivals.duplicates() + arrivals.others());
    }
}
