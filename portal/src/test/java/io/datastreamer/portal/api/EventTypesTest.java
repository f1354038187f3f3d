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
    /** The documents that the job's tests want it to make. */
    private static final Path GOLDEN =
            Path.of("..", "job", "src", "test", "resources", "golden", "events").toAbsolutePath();

    private static final JsonNode CATALOGUE = EventTypes.catalogue();

    @Test
    void everyTypeOfTheSchemaIsInIt() {
        Map<Integer, String> wanted = new TreeMap<>();
        CATALOGUE
                .at("/schema/properties/event_type/oneOf")
                .forEach(type -> wanted.put(
                        type.at("/properties/id/const").intValue(),
                        type.at("/properties/description/const").textValue()));
        Map<Integer, String> there = new TreeMap<>();
        CATALOGUE
                .get("items")
                .forEach(type -> there.put(
                        type.get("id").intValue(), type.get("description").textValue()));
        assertThat(there).hasSize(16).isEqualTo(wanted);
    }

    @Test
    void itsExamplesAreWhatTheJobMakes() throws IOException {
        Map<Integer, JsonNode> made = new TreeMap<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.toList()) {
                JsonNode event = StreamJson.JSON.readTree(file.toFile());
                made.put(event.get("id").intValue(), event);
            }
        }
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(CATALOGUE.get("schema").toString(), InputFormat.JSON);
        for (JsonNode type : CATALOGUE.get("items")) {
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
