package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document in the jar: its operations and their answers. */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Statuses that any unreadable request may get. */
    private static final Set<Integer> UNREADABLE = Set.of(400, 408, 414, 431);

    private static final JsonNode DOCUMENT = read();
    static final List<Operation> OPERATIONS = operations();

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private OpenApi() {}

    /**
     * An operation.
     *
     * @param id its name
     * @param method its method
     * @param path its path, with {@code {id}}
     * @param json its description in the document
     */
    record Operation(String id, String method, String path, JsonNode json) {
        /** The statuses that it may answer with, including those for any unreadable request. */
        Set<Integer> statuses() {
            Set<Integer> statuses = new TreeSet<>();
            json.get("responses").fieldNames().forEachRemaining(status -> {
                if (!status.endsWith("XX")) {
                    statuses.add(Integer.valueOf(status));
                }
            });
            return statuses;
        }

        boolean needsCaller() {
            return !json.has("security");
        }

        boolean hasBody() {
            return json.has("requestBody");
        }

        String pathOf(String streamId) {
            return path.replace("{id}", streamId).replace("{attempt}", "0-0");
        }
    }

    static Operation operation(String id) {
        return OPERATIONS.stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The operation of a request; null when there is none. */
    static @Nullable Operation of(String method, String pathWithQuery) {
        String path = pathWithQuery.replaceFirst("\\?.*", "");
        for (Operation operation : OPERATIONS) {
            String pattern = Pattern.quote(operation.path()).replaceAll("\\{[a-z]+\\}", "\\\\E[^/]+\\\\Q");
            if (operation.method().equals(method) && path.matches(pattern)) {
                return operation;
            }
        }
        return null;
    }

    /** Errors in an answer, according to the document; empty when there are none. */
    static List<String> faults(Operation operation, int status, @Nullable String mediaType, String body) {
        JsonNode responses = operation.json().get("responses");
        JsonNode response = resolved(
                responses.has(String.valueOf(status))
                        ? responses.get(String.valueOf(status))
                        : UNREADABLE.contains(status) ? responses.get("4XX") : null);
        if (response == null) {
            return List.of("the status " + status + " is not documented");
        }
        JsonNode content = response.get("content");
        if (content == null) {
            return body.isEmpty() ? List.of() : List.of("there is a body, and none is documented");
        }
        String bare = mediaType == null ? "" : mediaType.replaceFirst(";.*", "").trim();
        JsonNode media = content.get(bare);
        if (media == null) {
            return List.of("the media type " + mediaType + " is not documented");
        }
        if (!bare.endsWith("json")) {
            return List.of();
        }
        Schema schema = SCHEMAS.computeIfAbsent(operation.id() + " " + status, key -> schema(key, media.get("schema")));
        return schema.validate(body, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** Parses what a webhook got, which must match the document. */
    static JsonNode webhook(String body) throws IOException {
        JsonNode schema = DOCUMENT.at("/webhooks/notice/post/requestBody/content/application~1json/schema");
        assertThat(schema("webhook", schema).validate(body, InputFormat.JSON)).isEmpty();
        return JSON.readTree(body);
    }

    private static Schema schema(String key, JsonNode of) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$id", "urn:openapi:" + key.replace(' ', ':'));
        schema.putArray("allOf").add(of);
        schema.set("components", DOCUMENT.get("components"));
        return REGISTRY.getSchema(schema.toString(), InputFormat.JSON);
    }

    private static @Nullable JsonNode resolved(@Nullable JsonNode node) {
        return node != null && node.has("$ref")
                ? DOCUMENT.at(node.get("$ref").textValue().substring(1))
                : node;
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(member -> {
                    if (!member.getKey().equals("parameters")) {
                        operations.add(new Operation(
                                member.getValue().get("operationId").textValue(),
                                member.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                member.getValue()));
                    }
                }));
        return operations;
    }

    private static JsonNode read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("/io/datastreamer/portal/openapi.yaml")) {
            String yaml = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
