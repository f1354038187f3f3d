package io.datastreamer.benchmarks.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.process.Parts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

/** The benchmark itself works, with all of its processes; nothing is said of how fast it is. Needs the job's jar. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ThroughputITCase {
    @TempDir
    Path dir;

    @Test
    void everyContestantDeliversAllOfItsDocuments() throws Exception {
        ThroughputBenchmark benchmark = new ThroughputBenchmark();
        String[] line = {
            "--quick",
            "--parts",
            "bulk,catch-up",
            "--rivals",
            "bare,parallel,sink,stages",
            "--records",
            "2000",
            "--rounds",
            "1",
            "--warm-up",
            "1000",
            "--sims",
            "500",
            "--images",
            dir.toString()
        };
        Arguments arguments = Arguments.parse(line, benchmark.options(), Set.of("quick"));
        Path root = Path.of("..").toAbsolutePath().normalize();
        Report report = new Report("throughput", "a test");
        try (Parts parts = new Parts("test")) {
            benchmark.run(new Setting(root, true, arguments, parts, System.err), report);
        }
        report.writeJson(dir.resolve("report.json"));
        JsonNode json = new ObjectMapper().readTree(dir.resolve("report.json").toFile());
        JsonNode rows = json.path("tables").path(0).path("rows");
        assertThat(rows).hasSize(1 + 4);
        for (JsonNode row : rows) {
            // a rate is a number only when all documents of the turn have arrived
            assertThat(row.path("documents/s").asDouble()).as(row.toString()).isPositive();
            assertThat(row.path("CPU s per million").asDouble()).isPositive();
            assertThat(row.path("bytes allocated a record").asDouble()).isPositive();
        }
        JsonNode stages = json.path("tables").path(1).path("rows");
        for (int i = 0; i < 3; i++) {
            assertThat(stages.path(i).path("bytes allocated a record").asDouble())
                    .as(stages.path(i).toString())
                    .isPositive();
        }
        assertThat(Files.readString(dir.resolve("throughput.svg"))).contains("Data Streamer", "bare loop");
    }
}
