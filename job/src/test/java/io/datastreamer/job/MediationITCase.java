package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs sources by name of several formats in one job, in files and directories. None of their SIMs is registered, so
 * each record from mediation is rejected with the source's name, and can be counted.
 */
class MediationITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILES = Path.of("src/test/resources/elements").toAbsolutePath();
    private static final Path GOLDEN = Path.of("src/test/resources/golden").toAbsolutePath();

    @TempDir
    Path directory;

    @Test
    void whatNetworkElementsWroteGoesThroughTheJob() throws IOException {
        Path radius = Files.createDirectory(directory.resolve("radius"));
        Files.copy(FILES.resolve("radius/radius-basic.detail"), radius.resolve("1.detail"));
        Files.copy(FILES.resolve("radius/radius-disorder.detail"), radius.resolve("2.detail"));
        // the same file again, as a collector leaves it when it is not sure: it has no effect
        Files.copy(FILES.resolve("radius/radius-basic.detail"), radius.resolve("3.detail"));

        Path cdrs = Files.createDirectory(directory.resolve("cdrs"));
        Files.copy(FILES.resolve("cdr/pgw-rel16.cdr"), cdrs.resolve("1.cdr"));
        Files.copy(FILES.resolve("cdr/sgsn-rel16.cdr"), cdrs.resolve("2.cdr"));
        Files.copy(FILES.resolve("cdr/pgw-raw-concatenated.ber"), cdrs.resolve("3.cdr"));
        Files.copy(FILES.resolve("cdr/pgw-cut.cdr"), cdrs.resolve("4.cdr"));

        ExitCode code = LocalRun.of(
                "--sources.pgw.uri", "file:" + radius,
                "--sources.pgw.format", "radius-detail",
                "--sources.sgsn.uri", "file:" + FILES.resolve("osmo-sgsn/cdr.csv"),
                "--sources.sgsn.format", "osmo-sgsn-cdr",
                "--sources.sgsn.plmn", "262-02",
                "--sources.cgf.uri", "file:" + cdrs,
                "--sources.cgf.format", "3gpp-cdr",
                "--sources.own.uri", "file:" + GOLDEN.resolve("billing-records.jsonl"),
                "--mediate.update-events", "all",
                "--sims", "file:" + Files.createFile(directory.resolve("sims.jsonl")),
                "--catalog", "file:" + GOLDEN.resolve("catalog.jsonl"),
                "--streams", "file:" + Files.createFile(directory.resolve("streams.jsonl")),
                "--rejected", "file:" + directory.resolve("rejected"),
                "--parallelism", "2");

        assertThat(code).isEqualTo(ExitCode.DONE);
        long billing =
                Files.readAllLines(GOLDEN.resolve("billing-records.jsonl")).size();
        assertThat(rejected())
                // 9 + 4 of one, 19 + 7 of the other; files are read at the same time, and each record counts for one of
                // them
                .containsEntry("enrich pgw", 9L + 4 + 19 + 7)
                .containsEntry("enrich sgsn", 19L + 4)
                .containsEntry("enrich own", billing)
                .containsEntry("decode pgw", 1L)
                // the records of three of the files are the same
                .containsEntry("enrich cgf", 13L + 6 + 4 + 3)
                .containsEntry("decode cgf", 1L)
                .hasSize(6);
    }

    private Map<String, Long> rejected() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode one : lines(directory.resolve("rejected"))) {
            String file = one.get("source").asText();
            String source = file.endsWith(".detail")
                    ? "pgw"
                    : file.endsWith(".csv") ? "sgsn" : file.endsWith(".cdr") ? "cgf" : "own";
            counts.merge(one.get("stage").asText() + ' ' + source, 1L, Long::sum);
        }
        return counts;
    }

    private static List<JsonNode> lines(Path directory) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }
}
