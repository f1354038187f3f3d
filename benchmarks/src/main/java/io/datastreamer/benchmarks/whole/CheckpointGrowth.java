package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checkpoints of a job whose journals grow from nothing to 20 days; nobody has a data stream. */
final class CheckpointGrowth {
    private static final int DAYS = 20;
    private static final List<Integer> LOOK_AFTER = List.of(1, 5, 10, 15, 20);
    private static final Duration FILLS_WITHIN = Duration.ofMinutes(5);
    private static final double MILLION = 1e6;
    private static final int MOST_MILLIS = 2_000;

    private final Setting setting;
    private final int sims;
    private final Map<String, String> options;

    /**
     * The first complete checkpoint that begins after so many days are in the journals.
     *
     * @param documents in the journals
     */
    record Day(int day, long documents, JobRest.Checkpoint checkpoint) {
        double megabytes() {
            return checkpoint.stateBytes() / MILLION;
        }
    }

    CheckpointGrowth(Setting setting, int sims, Map<String, String> options) {
        this.setting = setting;
        this.sims = sims;
        this.options = options;
    }

    List<Day> measure() throws Exception {
        Instant end = Instant.now();
        Instant start = end.minus(Duration.ofDays(DAYS));
        NetworkSimulation network = new NetworkSimulation(1, sims, start);
        Map<String, String> all = new HashMap<>(options);
        all.put("history.retention", DAYS + 2 + " d");
        Rig rig = new Rig(setting, (files, kafka) -> reference(network, kafka), farm -> List.of(), all);
        KafkaOutput kafka = setting.parts().add(() -> new KafkaOutput(rig.broker()));
        List<Day> days = new ArrayList<>();
        long documents = 0;
        for (int day : LOOK_AFTER) {
            documents += write(network, kafka, start.plus(Duration.ofDays(day)));
            long due = documents;
            rig.await(
                    day + " days are in the journals",
                    FILLS_WITHIN,
                    () -> rig.metrics().isAtLeast(JobMetric.APPENDED, (double) due));
            days.add(new Day(day, documents, rig.nextCheckpoint()));
        }
        return days;
    }

    private static void reference(NetworkSimulation network, KafkaOutput kafka) throws IOException {
        for (SimulatedRecord record : network.reference()) {
            kafka.write(record);
        }
    }

    // returns how many documents will come of them
    private static long write(NetworkSimulation network, KafkaOutput kafka, Instant until) throws IOException {
        long documents = 0;
        while (network.time().isBefore(until)) {
            SimulatedRecord record = network.next();
            kafka.write(
                    record.place().topic(),
                    record.key(),
                    record.bytes(),
                    network.time().toEpochMilli());
            if (record.recordId() != 0) {
                documents++;
            }
        }
        kafka.flush();
        return documents;
    }

    /** Enters what was measured, by the backend's name. */
    static void tell(Report report, Map<String, List<Day>> byBackend) {
        Table table = report.table(
                "Checkpoints as history grows",
                "state",
                "days",
                "documents",
                "checkpoint MB",
                "bytes a document",
                "checkpoint ms");
        byBackend.forEach((backend, days) -> {
            for (Day day : days) {
                table.row(
                        backend,
                        day.day(),
                        day.documents(),
                        day.megabytes(),
                        (double) day.checkpoint().stateBytes() / day.documents(),
                        day.checkpoint().millis());
            }
            report.atMost(
                    backend + ": a checkpoint with " + DAYS + " days, ms",
                    MOST_MILLIS,
                    days.get(days.size() - 1).checkpoint().millis());
        });
    }
}
