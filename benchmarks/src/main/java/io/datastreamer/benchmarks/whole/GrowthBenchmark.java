package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Samples;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.whole.Arena.Way;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.process.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the whole way and the state change as there is more of what a customer base is made of. */
public final class GrowthBenchmark implements Benchmark {
    private static final int SIMS = 100_000;
    private static final int USUAL = 10;
    /** What grows by a thousand, or is halved, may cost so much. */
    private static final double LEAST_SHARE = 0.6;

    private static final Map<String, String> HEAP = Map.of();
    private static final Map<String, String> ROCKSDB = Map.of("state-backend", "rocksdb");
    private static final Map<String, String> ONE_SUBTASK = Map.of("parallelism", "1");
    private static final Way WAY = new Way("bulk", ApiType.REST_API_BULK, Map.of("max_records", Trials.BATCH));

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String summary() {
        return "The same with more organisations, data streams and subtasks, on both state backends; checkpoints by days.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench growth [--records N] [--rounds R] [--sims S] [--quick] [--json FILE] [--images DIR]

                The whole way from Kafka in bulk, as in "bench throughput", with 1, 10, 100 and 10,000 organisations of which each
                has a data stream; with one subtask and two; with state on the heap and in RocksDB. Each starts a job of its own.

                Then a simulated network writes 20 days of records to Kafka, each with its time, and after some days at a time the
                next checkpoint is looked at.

                  --records N   records of a turn, default 300000
                  --rounds R    turns of each, after one to warm up; default 3
                  --sims S      SIMs of the simulated network, some 5,000 records each in 20 days; default 600
                  --images DIR  writes growth.svg and growth-history.svg there
                  --quick       50,000 records, one turn, 1 to 100 organisations; 60 SIMs
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("records", "rounds", "sims", "images");
    }

    @Override
    public List<String> quickest() {
        return List.of("--records", "20000", "--sims", "30");
    }

    /** A job that is measured. */
    private record Size(String title, int organisations, Map<String, String> options) {}

    private static List<Size> sizes(boolean quick) {
        List<Size> sizes = new ArrayList<>();
        sizes.add(new Size("10 organisations", USUAL, HEAP));
        sizes.add(new Size("1 organisation", 1, HEAP));
        sizes.add(new Size("100 organisations", 100, HEAP));
        if (!quick) {
            sizes.add(new Size("10,000 organisations", 10_000, HEAP));
        }
        sizes.add(new Size("10, one subtask", USUAL, ONE_SUBTASK));
        sizes.add(new Size("10, RocksDB", USUAL, ROCKSDB));
        return sizes;
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        int records = (int) setting.arguments().number("records", setting.quick() ? 50_000 : 300_000, 1000, 2_000_000);
        int rounds = (int) setting.arguments().number("rounds", setting.quick() ? 1 : 3, 1, 100);
        int sims = (int) setting.arguments().number("sims", setting.quick() ? 60 : 600, 3, 1_000_000);
        String images = setting.arguments().text("images");
        Map<String, Contestant> measured = new LinkedHashMap<>();
        for (Size size : sizes(setting.quick())) {
            setting.say("%s ...", size.title());
            try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
                measured.put(size.title(), measure(setting.with(parts), size, records, rounds));
            }
        }
        tell(report, measured);
        Map<String, List<CheckpointGrowth.Day>> days = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, String>> backend :
                List.of(Map.entry("heap", HEAP), Map.entry("RocksDB", ROCKSDB))) {
            setting.say("20 days of history, %s ...", backend.getKey());
            try (Parts parts = setting.parts().add(() -> new Parts("bench"))) {
                days.put(
                        backend.getKey(),
                        new CheckpointGrowth(setting.with(parts), sims, backend.getValue()).measure());
            }
        }
        CheckpointGrowth.tell(report, days);
        if (images != null) {
            Map<String, Samples> rates = new LinkedHashMap<>();
            measured.forEach((title, each) -> rates.put(title, Standings.rate(each)));
            Plots.growth(Path.of(images), rates);
            Plots.history(Path.of(images), days);
        }
    }

    private static Contestant measure(Setting setting, Size size, int records, int rounds) throws Exception {
        Load load = new Load(0, SIMS, size.organisations(), 1, Path.of(""), "", 1);
        Arena arena = new Arena(setting, load, "2g", WAY, size.options());
        Contestant job = arena.job(Contestant.Input.of(arena.topicsOfTheJob())).as(size.title());
        job.warmUp(records);
        for (int round = 0; round < rounds; round++) {
            job.measure(records);
        }
        return job;
    }

    private static void tell(Report report, Map<String, Contestant> measured) {
        List<Contestant> all = List.copyOf(measured.values());
        Contestant usual = all.get(0);
        Standings.table(report, "Whole way from Kafka, in bulk", all, usual);
        for (Contestant each : all) {
            Standings.once(report, each);
        }
        for (Contestant each : all.subList(1, all.size())) {
            report.atLeast(
                    each.name() + ": of the rate of " + usual.name(),
                    LEAST_SHARE,
                    Standings.rate(each).median() / Standings.rate(usual).median());
        }
    }
}
