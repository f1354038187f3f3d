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
import static org.assertj.core.api.Assertions.tuple;

/**
 * Decodes files that other programs wrote, and checks what becomes of them: see {@code elements/README.md} in the test
 * resources.
 */
class ElementFilesTest {
    private static final Path FILES = Path.of("src/test/resources/elements");
    private static final List<String> CDR = List.of("--format", "3gpp-cdr");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOTES =
            Set.of("record", "line", "changed", "synthetic", "session", "cause_for_record_closing", "rat_type");

    @ParameterizedTest
    @CsvSource({
        "radius/radius-basic.detail, radius/radius-basic,",
        "radius/radius-counters.detail, radius/radius-counters,",
        "radius/radius-disorder.detail, radius/radius-disorder,",
        "radius/radius-access-types.detail, radius/radius-access-types,",
        "radius/radius-ipv6.detail, radius/radius-ipv6,",
        "radius/radius-zone-ist.detail, radius/radius-zone, Asia/Kolkata",
        "radius/radius-zone-saopaulo.detail, radius/radius-zone,",
        "radius-collected/radius-access-types.detail, radius/radius-access-types,",
        "radius-collected/radius-disorder.detail, radius/radius-disorder,",
        "radius-collected/radius-ipv6.detail, radius/radius-ipv6,"
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

    @ParameterizedTest
    @CsvSource({
        "cdr/pgw-rel16.cdr, cdr/pgw-rel16",
        "cdr/pgw-raw-concatenated.ber, cdr/pgw-rel16",
        "cdr/pgw-blocked-2048-ff.ber, cdr/pgw-rel16",
        "cdr/pgw-indefinite.ber, cdr/pgw-rel16",
        "cdr/pgw-indefinite-in-297.cdr, cdr/pgw-rel16",
        "cdr/pgw-long-lengths.cdr, cdr/pgw-rel16",
        "cdr/pgw-two-files-joined.cdr, cdr/pgw-rel16",
        "cdr/pgw-rel8-filter-private.cdr, cdr/pgw-rel16",
        "cdr/pgw-header-without-private-length.cdr, cdr/pgw-rel16",
        "cdr/pgw-unknown-members.cdr, cdr/pgw-rel16",
        "cdr/pgw-reversed-set.cdr, cdr/pgw-rel16",
        "cdr/pgw-unclosed.cdr, cdr/pgw-rel16",
        "cdr/pgw-both-lists.cdr, cdr/pgw-both-lists",
        "cdr/pgw-duplicate-and-reordered.cdr, cdr/pgw-duplicate-and-reordered",
        "cdr/sgw-rel16.cdr, cdr/sgw-rel16",
        "cdr/sgsn-rel16.cdr, cdr/sgsn-rel16",
        "cdr-open5gs/pgw_00000001.cdr, cdr-open5gs/pgw_00000001",
        "cdr-open5gs/sgw_00000001.cdr, cdr-open5gs/sgw_00000001",
        "cdr-chf/chf-rel16.cdr, cdr-chf/chf-rel16"
    })
    void chargingDataRecords(String file, String expected) throws IOException {
        compare(decode(file, CDR), expected, "record", Set.of());
    }

    @Test
    void whatIsBehindACutIsOneReject() throws IOException {
        List<JsonNode> lines = decode("cdr/pgw-cut.cdr", CDR);

        assertThat(ofKind(lines, "rejected"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("number").asLong()).isEqualTo(4));
        assertThat(ofKind(lines, "billing"))
                .isEqualTo(ofKind(decode("cdr/pgw-rel16.cdr", CDR), "billing").stream()
                        .filter(line -> line.get("number").asLong() < 4)
                        .map(line -> ofFile(line, "cdr/pgw-cut.cdr"))
                        .toList());
    }

    @Test
    void aDamagedRecordLeavesTheOthersAsTheyAre() throws IOException {
        List<JsonNode> lines = decode("cdr/pgw-one-damaged.cdr", CDR);

        assertThat(ofKind(lines, "rejected"))
                .singleElement()
                .satisfies(line -> assertThat(line.get("number").asLong()).isEqualTo(2));
        assertThat(ofKind(lines, "billing").stream().map(line -> line.get("record")))
                .isEqualTo(ofKind(decode("cdr/pgw-rel16.cdr", CDR), "billing").stream()
                        .filter(line -> line.get("number").asLong() != 2)
                        .map(line -> line.get("record"))
                        .toList());
        // of its session, what the others tell
        assertThat(ofNumber(ofKind(lines, "network"), 4)
                        .get(0)
                        .get("record")
                        .get("tx_bytes")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aFileThatIsWrittenAnewWithMoreGivesEachUsageOnce() throws IOException {
        List<String> args = new ArrayList<>(CDR);
        args.addAll(List.of("--plmn", "262-02", "--mediate.update-events", "all"));
        for (int i : new int[] {0, 1, 1, 2, 0, 3, 3, 2}) {
            args.add(FILES.resolve("cdr-chf/free5gc-imsi-901409000000007." + i + ".cdr")
                    .toString());
        }
        List<JsonNode> lines = lines(args.toArray(String[]::new));

        assertThat(ofKind(lines, "rejected")).isEmpty();
        assertThat(ofKind(lines, "billing"))
                .extracting(
                        line -> line.get("record").get("tx_bytes").asLong(),
                        line -> line.get("record").get("rx_bytes").asLong())
                .containsExactly(tuple(1000L, 2000L), tuple(300L, 400L), tuple(5L, 6L));
        assertThat(ofKind(lines, "network")).singleElement().satisfies(line -> {
            ObjectNode wanted = (ObjectNode) expected("cdr-chf/free5gc-imsi-901409000000007.network.expected.jsonl")
                    .get(0);
            wanted.remove("file");
            ObjectNode record = line.get("record").deepCopy();
            record.remove(List.of("record_id", "plmn"));
            ((ObjectNode) record.get("pdp_context")).remove(List.of("mcc", "mnc"));
            assertThat(asText(record)).isEqualTo(asText(wanted));
        });
    }

    @Test
    void onlyTheKindsThatAreNamedAreBilled() throws IOException {
        List<String> args = new ArrayList<>(CDR);
        args.addAll(List.of("--billed-records", "PGW-CDR,S-SMO-CDR"));
        for (String file : List.of("cdr/pgw-rel16.cdr", "cdr/sgw-rel16.cdr", "cdr/sgsn-rel16.cdr")) {
            args.add(FILES.resolve(file).toString());
        }
        List<JsonNode> lines = lines(args.toArray(String[]::new));

        assertThat(ofKind(lines, "billing"))
                .hasSize(7)
                .filteredOn(line -> line.get("record").has("tx_messages"))
                .hasSize(1);
    }

    @Test
    void whatAnElementHasLostIsSaid() throws IOException {
        assertThat(ofKind(decode("cdr/pgw-unknown-members.cdr", CDR), "lost"))
                .extracting(line -> line.get("reason").asText())
                .containsExactly("198.51.100.35 says that it has lost 1 records");
    }

    @Test
    void numbersThatDidNotComeAreSaidAtTheEnd() throws IOException {
        List<JsonNode> whole = decode("cdr/pgw-rel16.cdr", CDR);
        List<JsonNode> lines = decode("cdr/pgw-one-damaged.cdr", CDR);

        assertThat(ofKind(whole, "gap")).isEmpty();
        assertThat(ofKind(lines, "gap")).singleElement().satisfies(line -> {
            assertThat(line.get("source").asText()).isEqualTo("pgw01");
            assertThat(line.get("reason").asText())
                    .isEqualTo("its records with the numbers 4294967292 to 4294967292 have not come");
        });
    }

    private static JsonNode ofFile(JsonNode line, String file) {
        ObjectNode other = line.deepCopy();
        other.put("source", FILES.resolve(file).toString());
        return other;
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
                    // it has everything that was known last
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

    // as text with names in order, so that numbers of any width are equal
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
