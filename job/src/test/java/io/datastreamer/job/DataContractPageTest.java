package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.job.record.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/data-contract.md} true: its examples are golden files, its tables match code and schemas. */
class DataContractPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- golden: (\\S+) ?([^>]*)-->\n```json\n(.*?)```\n", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An example of the page: the golden file that it is from, and its line in that file, by members' values. */
    record Example(String file, String line, String text) {}

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(page());
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1), matcher.group(2).strip(), matcher.group(3)));
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsTheGoldenFile(Example example) throws IOException {
        String golden = Lines.text("/golden/" + example.file());
        String expected = example.file().endsWith(".jsonl")
                ? golden.lines()
                        .filter(line -> isNamed(line, example.line()))
                        .findFirst()
                        .orElseThrow()
                : golden;

        assertThat(Lines.compact(example.text())).isEqualTo(Lines.compact(expected));
    }

    @Test
    void everyExampleIsCompared() throws IOException {
        assertThat(page().split("```json\n", -1)).hasSize(examples().size() + 1);
        assertThat(examples()).hasSizeGreaterThan(6);
    }

    @Test
    void theTableOfEventTypesIsThatOfTheCode() throws IOException {
        String page = page();
        List<String> rows = page.substring(page.indexOf("<!-- event types"))
                .lines()
                .skip(3)
                .takeWhile(line -> line.startsWith("|"))
                .map(line ->
                        String.join("|", Arrays.asList(line.split(" *\\| *")).subList(1, 8)))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(EventType.values())
                        .map(DataContractPageTest::row)
                        .toList());
    }

    @Test
    void everyMemberOfASchemaIsNamed() throws IOException {
        Set<String> members = new TreeSet<>();
        try (Stream<Path> schemas = Files.list(DOCS.resolve("schemas"))) {
            for (Path schema : schemas.toList()) {
                collect(JSON.readTree(schema.toFile()), members);
            }
        }

        String page = page();
        assertThat(members).hasSizeGreaterThan(100);
        assertThat(members).allSatisfy(member -> assertThat(page).containsPattern("[`\"]" + member + "[`\"]"));
    }

    private static String row(EventType type) {
        String about = switch (type.subject()) {
            case SIM -> "SIM";
            case SIM_OR_ORGANISATION -> "SIM or organisation";
            case ORGANISATION -> "organisation";
            case USER -> "user";
        };
        return String.join(
                "|",
                Integer.toString(type.id()),
                type.description(),
                "`" + type.name() + "`",
                about,
                type.source().description(),
                type.severity().description(),
                type.alert() ? "yes" : "no");
    }

    // by a record's id, or by members and their values
    private static boolean isNamed(String line, String by) {
        try {
            JsonNode entry = JSON.readTree(line);
            return Arrays.stream(by.split(" ", -1))
                    .map(each -> each.contains("=") ? each : "record_id=" + each)
                    .allMatch(each -> entry.path(each.substring(0, each.indexOf('=')))
                            .asText()
                            .equals(each.substring(each.indexOf('=') + 1)));
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static void collect(JsonNode schema, Set<String> members) {
        schema.path("properties").fieldNames().forEachRemaining(members::add);
        schema.forEach(each -> collect(each, members));
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("data-contract.md"));
    }
}
