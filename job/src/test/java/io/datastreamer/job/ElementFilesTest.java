package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of files that other programs wrote: see {@code elements/README.md} in the test resources. */
class ElementFilesTest {
    private static final Path FILES = Path.of("src/test/resources/elements");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOTES = Set.of("record", "line", "changed", "synthetic", "session");

    @ParameterizedTest
    @CsvSource({
        "radius/radius-basic.detail, radius/radius-basic,",
        "radius/radius-counters.detail, radius/radius-counters,",
        "radius/radius-disorder.detail, radius/radius-disorder,",
        "radius/radius-access-types.detail, radius/radius-access-types,",
        "radius/radius-ipv6.detail, radius/radius-ipv6,",
        "radius/radius-zone-ist.detail, radius/radius-zone, Asia/Kolkata",
        "radius/radius-zone-saopaulo.detail, radius/radius-zone,"
    })
    void radius(String file, String expected, @Nullable String zone) throws IOException {
        List<String> options = new ArrayList<>(List.of("--format", "radius-detail"));
        if (zone != null) {
            options.addAll(List.of("--zone", zone));
        }
        compare(decode(file, options), expected, "record", Set.of());
    }

    // the expected contexts leave out the IMEI, which the lines have
    @Test
    void osmoSgsn() throws IOException {
        List<String> options = List.of("--format", "osmo-sgsn-cdr", "--plmn", "262-02", "--rat-type", "2");
        compare(decode("osmo-sgsn/cdr.csv", options), "osmo-sgsn/cdr", "line", Set.of("imeisv"));
    }

    @Test
    void updatesWithoutNewsAreNoEventsByDefault() throws IOException {
        List<JsonNode> all = decode("radius/radius-basic.detail", List.of("--format", "radius-detail"));
        List<JsonNode> news = run("radius/radius-basic.detail", List.of("--format", "radius-detail"));

        assertThat(ofKind(all, "network")).hasSize(9);
        assertThat(ofKind(news, "network")).hasSize(7);
        assertThat(ofKind(news, "billing")).isEqualTo(ofKind(all, "billing"));
    }

    @Test
    void aFileReadAgainIsAllDuplicates() throws IOException {
        String file = FILES.resolve("radius/radius-basic.detail").toString();
        List<JsonNode> twice = lines("--format", "radius-detail", file, file);

        assertThat(ofKind(twice, "network")).hasSize(7);
        assertThat(ofKind(twice, "billing")).hasSize(4);
        assertThat(ofKind(twice, "duplicate")).hasSize(9);
    }

    private static void compare(List<JsonNode> decoded, String expected, String number, Set<String> more)
            throws IOException {
        for (String kind : List.of("network", "billing")) {
            List<JsonNode> wanted = expected(expected + '.' + kind + ".expected.jsonl");
            Set<JsonNode> left = new LinkedHashSet<>(ofKind(decoded, kind));
            for (JsonNode one : wanted) {
                if (one.has("expect")) {
                    assertThat(ofNumber(decoded, one.get(number).asLong()))
                            .allSatisfy(line ->
                                    assertThat(line.get("kind").asText()).isIn("duplicate", "unused"))
                            .isNotEmpty();
                } else {
                    JsonNode line = match(left, one, number, more);
                    if (line == null) {
                        throw new AssertionError("there is no " + kind + " record " + one + " of " + expected);
                    }
                    left.remove(line);
                    assertThat(texts(line.path("changed"))).isEqualTo(texts(one.path("changed")));
                }
            }
            assertThat(left).isEmpty();
        }
        for (JsonNode one : expected(expected + ".rejected.expected.jsonl")) {
            assertThat(ofNumber(decoded, one.get(number).asLong()))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("kind").asText()).isEqualTo("rejected");
                        assertThat(line.get("reason").asText())
                                .startsWith(one.get("member").asText());
                    });
        }
    }

    private static @Nullable JsonNode match(Set<JsonNode> lines, JsonNode wanted, String number, Set<String> more) {
        ObjectNode members = wanted.deepCopy();
        members.remove(NOTES);
        for (JsonNode line : lines) {
            ObjectNode record = line.get("record").deepCopy();
            record.remove("record_id");
            if (record.get("pdp_context") instanceof ObjectNode context) {
                context.remove(more);
                if (wanted.has("synthetic")) {
                    // all that was known last stands in it
                    context.retain("pdp_context_id", "imsi");
                    record.remove("location_extra");
                }
            }
            if (line.get("number").equals(wanted.get(number)) && asText(record).equals(asText(members))) {
                return line;
            }
        }
        return null;
    }

    // numbers of any width are equal as texts, in the order of names
    private static String asText(JsonNode node) {
        if (!node.isObject()) {
            return node.toString();
        }
        return node.properties().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(member -> member.getKey() + ':' + asText(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<JsonNode> ofKind(List<JsonNode> lines, String kind) {
        return lines.stream()
                .filter(line -> line.get("kind").asText().equals(kind))
                .toList();
    }

    private static List<JsonNode> ofNumber(List<JsonNode> lines, long number) {
        return lines.stream()
                .filter(line -> line.get("number").asLong() == number)
                .toList();
    }

    private static List<JsonNode> decode(String file, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--mediate.update-events", "all"));
        return run(file, all);
    }

    private static List<JsonNode> run(String file, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(options);
        all.add(FILES.resolve(file).toString());
        return lines(all.toArray(String[]::new));
    }

    private static List<JsonNode> lines(String... args) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(DecodeCommand.run(new PrintStream(out, false, UTF_8), args)).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static List<JsonNode> expected(String file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        Path path = FILES.resolve(file);
        for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
