package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.RecordTopics;
import io.datastreamer.benchmarks.rig.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long documents take at several loads, from the moment at which their records are given to Kafka's producer. */
final class LatencyTrial {
    /** Of what is written at a rate: until then it has not settled. */
    private static final double LEAVES_OUT = 0.2;

    private static final int SLOW = 1000;
    private static final List<Integer> PERCENT = List.of(10, 50, 80);
    private static final List<Integer> MOST_P99 = List.of(50, 60, 150);

    private final Setting setting;
    private final Arena arena;
    private final RecordTopics topics;
    private final BenchmarkSize extent;

    LatencyTrial(Setting setting, Arena arena, RecordTopics topics, BenchmarkSize extent) {
        this.setting = setting;
        this.arena = arena;
        this.topics = topics;
        this.extent = extent;
    }

    /**
     * Writes slowly, and then in parts of the highest rate.
     *
     * @param highest records a second that the job can take
     * @return what was found, by records a second
     */
    Map<Integer, Latencies> measure(Report report, double highest) throws Exception {
        Map<Integer, Latencies> latencies = new LinkedHashMap<>();
        Table table = report.table(
                "From the record's way to the broker to the document's arrival",
                "records/s",
                "",
                "documents",
                "p50 ms",
                "p99 ms",
                "p99.9 ms");
        List<Double> p99 = new ArrayList<>();
        List<Integer> perSecond = new ArrayList<>(List.of(SLOW));
        PERCENT.forEach(percent -> perSecond.add((int) (highest * percent / 100)));
        for (int i = 0; i < perSecond.size(); i++) {
            int rate = perSecond.get(i);
            setting.say("%,d records a second ...", rate);
            Latencies found = latency(rate);
            latencies.put(rate, found);
            p99.add(found.percentileMillis(99));
            table.row(
                    Table.format(rate),
                    i == 0 ? "" : PERCENT.get(i - 1) + " % of the highest",
                    found.count(),
                    found.percentileMillis(50),
                    found.percentileMillis(99),
                    found.percentileMillis(99.9));
        }
        report.atMost("p99 at 1,000 records a second, ms", 50, p99.get(0));
        for (int i = 0; i < PERCENT.size(); i++) {
            report.atMost("p99 at " + PERCENT.get(i) + " % of the highest, ms", MOST_P99.get(i), p99.get(i + 1));
        }
        return latencies;
    }

    private Latencies latency(int perSecond) throws Exception {
        int count = perSecond * extent.seconds();
        arena.receiver().expect(topics.nextId(), count);
        long[] writtenAt = topics.feed(perSecond, count);
        arena.awaitArrival(count);
        long[] arrivedAt = arena.receiver().arrivals().arrivedAt();
        Latencies found = new Latencies();
        for (int i = (int) (count * LEAVES_OUT); i < count; i++) {
            found.add(arrivedAt[i] - writtenAt[i]);
        }
        return found;
    }
}
