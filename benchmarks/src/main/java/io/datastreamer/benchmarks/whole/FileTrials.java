package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rival.BareLoop;
import io.datastreamer.benchmarks.rival.RivalOptions;
import io.datastreamer.benchmarks.whole.Arena.Way;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.process.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of {@link ThroughputBenchmark} that read files: raw records, or what a gateway writes. */
final class FileTrials {
    private final Setting setting;
    private final Load load;
    private final String heap;
    private final Way way;
    private final Map<String, String> options;
    private final BenchmarkSize extent;

    FileTrials(Setting setting, Load load, String heap, Way way, Map<String, String> options, BenchmarkSize extent) {
        this.setting = setting;
        this.load = load;
        this.heap = heap;
        this.way = way;
        this.options = options;
        this.extent = extent;
    }

    void rawRecords(Report report) throws Exception {
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-files-"));
        RecordFolders forJob =
                new RecordFolders(load, Files.createDirectory(folder.dir().resolve("job")));
        RecordFolders forBare =
                new RecordFolders(load, Files.createDirectory(folder.dir().resolve("bare")));
        Map<String, String> all = new HashMap<>(options);
        all.put("network-records", followed(forJob.network()));
        all.put("billing-records", followed(forJob.billing()));
        Arena arena = new Arena(setting, load, heap, way, all);
        Contestant job = arena.job(forJob);
        RivalOptions bareOptions = new RivalOptions(
                null,
                forBare.network().toString(),
                forBare.billing().toString(),
                arena.rig().reference(),
                arena.rig().dir().resolve("no-checkpoints"),
                arena.receiver().url(),
                ApiType.REST_API_BULK,
                Trials.BATCH,
                Trials.IN_FLIGHT);
        Contestant bare = arena.rival(setting.parts(), "bare loop", BareLoop.class, bareOptions, forBare);
        setting.say("from files ...");
        List<Contestant> both = List.of(job, bare);
        Contestant.alternate(setting, both, extent);
        Standings.table(report, "Whole way from files, in bulk", both, bare);
        Standings.once(report, job);
    }

    void radius(Report report) throws Exception {
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-radius-"));
        DetailFolder details = new DetailFolder(load, folder.dir());
        Map<String, String> all = new HashMap<>(options);
        all.put("sources.gateway.uri", followed(details.folder()));
        all.put("sources.gateway.format", "radius-detail");
        Contestant job = new Arena(setting, load, heap, way, all).job(details);
        setting.say("from accounting by RADIUS ...");
        List<Contestant> alone = List.of(job);
        Contestant.alternate(setting, alone, extent);
        Standings.table(report, "Whole way from accounting by RADIUS, in bulk", alone, null);
        Standings.stages(report, job);
    }

    void chargingDataRecords(Report report) throws Exception {
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-cdr-"));
        CdrFolder records = new CdrFolder(load, folder.dir());
        Map<String, String> all = new HashMap<>(options);
        all.put("sources.gateway.uri", followed(records.folder()));
        all.put("sources.gateway.format", "3gpp-cdr");
        Contestant job = new Arena(setting, load, heap, way, all).job(records);
        setting.say("from charging data records ...");
        List<Contestant> alone = List.of(job);
        Contestant.alternate(setting, alone, extent);
        Standings.table(report, "Whole way from charging data records, in bulk", alone, null);
        Standings.stages(report, job);
    }

    private static String followed(Path dir) {
        return "file:" + dir + "?follow=true";
    }
}
