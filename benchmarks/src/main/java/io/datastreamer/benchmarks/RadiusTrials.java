package io.datastreamer.benchmarks;

import io.datastreamer.benchmarks.Arena.Way;
import io.datastreamer.deploy.generate.Load;
import io.datastreamer.deploy.process.WorkFolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The part of {@link ThroughputBenchmark} that reads what a gateway writes. */
final class RadiusTrials {
    private final Setting setting;
    private final Load load;
    private final String heap;
    private final Way way;
    private final Map<String, String> options;
    private final Extent extent;

    RadiusTrials(Setting setting, Load load, String heap, Way way, Map<String, String> options, Extent extent) {
        this.setting = setting;
        this.load = load;
        this.heap = heap;
        this.way = way;
        this.options = options;
        this.extent = extent;
    }

    void measure(Report report) throws Exception {
        WorkFolder folder = setting.parts().add(() -> new WorkFolder("streamer-bench-radius-"));
        DetailFolder details = new DetailFolder(load, folder.dir());
        Map<String, String> all = new HashMap<>(options);
        all.put("sources.gateway.uri", "file:" + details.folder() + "?follow=true");
        all.put("sources.gateway.format", "radius-detail");
        Contestant job = new Arena(setting, load, heap, way, all).job(details);
        setting.say("from accounting by RADIUS ...");
        List<Contestant> alone = List.of(job);
        Contestant.alternate(setting, alone, extent);
        Standings.table(report, "Whole way from accounting by RADIUS, in bulk", alone, null);
        Standings.stages(report, job);
    }
}
