package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datastreamer.contract.ApiType;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.StreamerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks that {@code docs/asyncapi.yaml} is an AsyncAPI 3 document, and covers every end and every kind of delivery.
 */
class AsyncApiTest {
    private static final Path DOCS = Path.of("../docs");

    private static JsonNode document = new ObjectMapper().createObjectNode();
    private static @Nullable Schema specification;

    @BeforeAll
    static void read() throws IOException {
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(DOCS.resolve("asyncapi.yaml")));
        document = new ObjectMapper().valueToTree(yaml);
        specification = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Lines.text("/asyncapi/3.0.0.json"), InputFormat.JSON);
    }

    @Test
    void followsTheSpecification() {
        assertThat(faults(document)).isEmpty();
    }

    @Test
    void whatDoesNotFollowTheSpecificationIsFound() {
        ObjectNode wrong = document.deepCopy();
        ((ObjectNode) wrong.at("/operations/tellStatus")).put("action", "shout");
        assertThat(faults(wrong)).isNotEmpty();
        ObjectNode unknown = document.deepCopy();
        ((ObjectNode) unknown.at("/channels/status")).put("adress", "status");
        assertThat(faults(unknown)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);
        for (String reference : references) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(DOCS.resolve(reference)).exists();
            }
        }
        assertThat(references)
                .containsAll(Schemas.NAMES.stream()
                        .map(name -> "./schemas/" + name + ".json")
                        .toList());
    }

    @Test
    void everyEndAndEveryApiTypeHasAChannelWithAnOperation() {
        List<String> addresses = new ArrayList<>();
        List<String> apiTypes = new ArrayList<>();
        document.get("channels").forEach(channel -> {
            if (channel.has("x-api-type")) {
                apiTypes.add(channel.get("x-api-type").textValue());
            } else {
                addresses.add(channel.get("address").textValue());
            }
        });
        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                StreamerOptions.NETWORK_RECORDS,
                                StreamerOptions.BILLING_RECORDS,
                                StreamerOptions.SIMS,
                                StreamerOptions.CATALOG,
                                StreamerOptions.STREAMS,
                                StreamerOptions.STATUS,
                                StreamerOptions.ATTEMPTS,
                                StreamerOptions.REJECTED)
                        .map(Option::key)
                        .toList());
        assertThat(apiTypes)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ApiType.values()).map(ApiType::name).toList());
        List<String> used = new ArrayList<>();
        document.get("operations")
                .forEach(operation ->
                        used.add(operation.at("/channel/$ref").textValue().substring("#/channels/".length())));
        List<String> channels = new ArrayList<>();
        document.get("channels").fieldNames().forEachRemaining(channels::add);
        assertThat(used).containsExactlyInAnyOrderElementsOf(channels);
    }

    @Test
    void schemasInDocsAreThoseOfTheJar() throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(DOCS.resolve("schemas"))) {
            names = files.map(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .replace(".json", ""))
                    .toList();
        }
        assertThat(names).containsExactlyInAnyOrderElementsOf(Schemas.NAMES);
        for (String name : names) {
            assertThat(Schemas.text(name)).isEqualTo(Files.readString(DOCS.resolve("schemas/" + name + ".json")));
        }
    }

    private static List<?> faults(JsonNode asyncApi) {
        return Objects.requireNonNull(specification).validate(asyncApi.toString(), InputFormat.JSON);
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").textValue());
        }
        node.forEach(child -> collectReferences(child, references));
    }
}
