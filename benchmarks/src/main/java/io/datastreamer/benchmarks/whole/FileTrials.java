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
        element(report, "radius-detail", "accounting by RADIUS", new AccountingBlocks());
    }

    void chargingDataRecords(Report report) throws Exception {
        element(report, "3gpp-cdr", "charging data records", new ChargingDataRecords());
    }

    private void element(Report report, String format, String of, ElementFolder.Format records) throws Exception {
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-" + format + "-"));
        ElementFolder element = new ElementFolder(load, folder.dir(), records);
        Map<String, String> all = new HashMap<>(options);
        all.put("sources.gateway.uri", followed(element.folder()));
        all.put("sources.gateway.format", format);
        Contestant job = new Arena(setting, load, heap, way, all).job(element);
        setting.say("from " + of + " ...");
        List<Contestant> alone = List.of(job);
        Contestant.alternate(setting, alone, extent);
        Standings.table(report, "Whole way from " + of + ", in bulk", alone, null);
        Standings.stages(report, job);
    }

    private static String followed(Path dir) {
        return "file:" + dir + "?follow=true";
    }
}
