package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class EventTypesTest {
    /** The documents that the job's tests expect. */
    private static final Path GOLDEN =
            Path.of("..", "job", "src", "test", "resources", "golden").toAbsolutePath();

    private static final JsonNode CATALOGUE = EventTypes.catalogue();

    @Test
    void everyTypeOfTheSchemaIsInIt() {
        Map<Integer, String> wanted = new TreeMap<>();
        CATALOGUE
                .at("/schema_v2/properties/event_type/oneOf")
                .forEach(type -> wanted.put(
                        type.at("/properties/id/const").intValue(),
                        type.at("/properties/description/const").textValue()));
        Map<Integer, String> there = new TreeMap<>();
        CATALOGUE
                .get("items")
                .forEach(type -> there.put(
                        type.get("id").intValue(), type.get("description").textValue()));
        assertThat(there).hasSize(56).isEqualTo(wanted);
    }

    private static Map<Integer, JsonNode> events(Path directory) throws IOException {
        Map<Integer, JsonNode> made = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                JsonNode event = StreamJson.JSON.readTree(file.toFile());
                made.put(event.get("id").intValue(), event);
            }
        }
        return made;
    }

    private static Schema schema(String member) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CATALOGUE.get(member).toString(), InputFormat.JSON);
    }

    @Test
    void itsExamplesAreWhatTheJobMakes() throws IOException {
        Map<Integer, JsonNode> first = events(GOLDEN.resolve("events"));
        Map<Integer, JsonNode> second = events(GOLDEN.resolve("v2").resolve("events"));
        Schema firstSchema = schema("schema");
        Schema secondSchema = schema("schema_v2");
        for (JsonNode type : CATALOGUE.get("items")) {
            boolean isFirst = type.get("first_form").booleanValue();
            assertThat(isFirst).isEqualTo(type.get("id").intValue() < 16);
            Map<Integer, JsonNode> made = isFirst ? first : second;
            Schema schema = isFirst ? firstSchema : secondSchema;
            JsonNode example = type.get("example");
            assertThat(example).isEqualTo(made.get(example.get("id").intValue()));
            assertThat(schema.validate(example.toString(), InputFormat.JSON)).isEmpty();
            assertThat(example.get("event_type"))
                    .isEqualTo(StreamJson.JSON
                            .createObjectNode()
                            .put("id", type.get("id").intValue())
                            .put("description", type.get("description").textValue()));
            assertThat(type.get("source")).isEqualTo(example.at("/event_source/description"));
            assertThat(type.get("severity")).isEqualTo(example.at("/event_severity/description"));
            assertThat(type.get("alert")).isEqualTo(example.get("alert"));
        }
    }
}
