package io.datastreamer.tools.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;

class GenerateTest {
    private static final Pattern IMSI = Pattern.compile("\"imsi\":\"(\\d{15})\"");
    private static final Pattern STEP = Pattern.compile("\"operation\":\"([A-Z_]+)\"");

    @TempDir
    Path dir;

    @Test
    void writesTheNumbersThatWereAskedFor() throws IOException {
        Map<String, String> files = generate("a", 1);

        assertThat(files.keySet())
                .containsExactly(
                        "billing-records/billing-0000.jsonl",
                        "billing-records/billing-0001.jsonl",
                        "catalog.jsonl",
                        "network-records/network-0000.jsonl",
                        "network-records/network-0001.jsonl",
                        "sims.jsonl",
                        "streamer.yaml",
                        "streams.jsonl");
        assertThat(lines(files, "network-records").size()
                        + lines(files, "billing-records").size())
                .isEqualTo(2000);
        assertThat(lines(files, "sims")).hasSize(50).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(lines(files, "streams"))
                .hasSize(3)
                .allMatch(line -> line.contains("\"url\":\"http://127.0.0.1:1/load-10000"));
        assertThat(lines(files, "catalog"))
                .filteredOn(line -> line.contains("\"organisation\""))
                .hasSize(3);
    }

    @Test
    void recordsCanBeThoseOfSomeSimsOnlyWithoutAGapInTheirIds() {
        Load load = new Load(0, 60, 6, 1, dir, "", 1);
        LoadRecords records = new LoadRecords(load, sim -> sim % 6 == 4);

        for (long i = 0; i < 1000; i++) {
            LoadRecords.LoadRecord record = records.next();
            assertThat(record.sim() % 6).isEqualTo(4);
            assertThat(new String(record.line(), StandardCharsets.UTF_8))
                    .contains("\"record_id\":" + (LoadRecords.FIRST_RECORD_ID + i) + ",");
        }
    }

    @Test
    void sameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Map<String, String> first = generate("a", 1);
        Map<String, String> again = generate("b", 1);
        Map<String, String> other = generate("c", 2);
        first.remove("streamer.yaml");
        again.remove("streamer.yaml");

        assertThat(again).isEqualTo(first);
        assertThat(other.get("network-records/network-0000.jsonl"))
                .isNotEqualTo(first.get("network-records/network-0000.jsonl"));
    }

    @Test
    void eachSimAttachesOpensAndClosesInTurn() throws IOException {
        Map<String, List<String>> steps = lines(generate("a", 1), "network-records").stream()
                .collect(Collectors.groupingBy(
                        line -> find(IMSI, line),
                        TreeMap::new,
                        Collectors.mapping(line -> find(STEP, line), Collectors.toList())));

        assertThat(steps).hasSize(50);
        List<String> cycle = List.of(
                "UPDATE_LOCATION",
                "CREATE_PDP_CONTEXT",
                "DELETE_PDP_CONTEXT",
                "CREATE_PDP_CONTEXT",
                "DELETE_PDP_CONTEXT");
        assertThat(steps.values()).allSatisfy(taken -> {
            for (int i = 0; i < taken.size(); i++) {
                assertThat(taken.get(i)).isEqualTo(cycle.get(i % cycle.size()));
            }
        });
    }

    private Map<String, String> generate(String name, long seed) throws IOException {
        Path out = dir.resolve(name);
        Generate.generate(new Load(2000, 50, 3, 2, out, "http://127.0.0.1:1", seed));
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(out)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(out.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static List<String> lines(Map<String, String> files, String prefix) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(prefix))
                .flatMap(file -> file.getValue().lines())
                .toList();
    }

    private static String find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
