package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Samples;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.JvmMeter;
import io.datastreamer.benchmarks.rig.Stages;
import io.datastreamer.benchmarks.rig.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Enters in a report how contestants did. */
final class Standings {
    private static final List<ToDoubleFunction<Turn>> COSTS =
            List.of(Turn::cpuPerMillion, Turn::allocatedARecord, Turn::documentsARequest, Turn::receiverCpuPerMillion);

    private Standings() {}

    /** Documents a second, of all of its turns. */
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

    /** Enters where the processor time and the allocation of the job have gone. */
    static void stages(Report report, Contestant job) {
        Table table = report.table(
                "Where the job's processor time goes",
                "stage",
                "CPU s per million records",
                "bytes allocated a record");
        for (String stage : Stages.ALL) {
            double cpu = Samples.of(
                            job.turns(),
                            turn -> turn.perMillion(stage(turn, stage).cpuNanos()))
                    .median();
            if (cpu == 0) {
                // not on the way of these records
                continue;
            }
            table.row(
                    stage,
                    cpu,
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

    /** Enters the promise that nothing comes twice while nothing fails. */
    static void once(Report report, Contestant job) {
        report.atMost(
                job.name() + ": documents that came twice",
                0,
                job.turns().stream()
                        .mapToLong(turn -> turn.arrivals().duplicates())
                        .sum());
    }
}
