package io.datastreamer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Validates texts with the published JSON Schemas in the jar. */
public final class Schemas {
    /** The names of all schemas. */
    public static final List<String> NAMES = List.of(
            "network-record",
            "billing-record",
            "sim",
            "catalog-entry",
            "data-stream",
            "event",
            "usage",
            "event-v2",
            "usage-v2",
            "cloudevent",
            "stream-status",
            "delivery-attempt",
            "rejected");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> STRICT = new ConcurrentHashMap<>();
    private static final Map<String, Schema> PUBLISHED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** A schema's text. */
    public static String text(String name) {
        return Lines.text("/io/datastreamer/contract/schemas/" + name + ".json");
    }

    /** The faults that a schema finds; empty if the text is valid. */
    public static List<String> faults(String name, String json) {
        return faults(PUBLISHED.computeIfAbsent(name, key -> REGISTRY.getSchema(text(key), InputFormat.JSON)), json);
    }

    /** The same; members that the schema does not name are faults, too. */
    public static List<String> strictFaults(String name, String json) {
        return faults(STRICT.computeIfAbsent(name, Schemas::strict), json);
    }

    /** The faults of a text as a schema of the draft. */
    public static List<String> faultsAsSchema(String schema) {
        return faults(REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId())), schema);
    }

    private static List<String> faults(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema strict(String name) {
        ObjectNode schema = (ObjectNode) tree(text(name));
        schema.put("$id", schema.get("$id").textValue() + ":strict");
        close(schema);
        JsonNode definitions = schema.get("$defs");
        if (definitions != null) {
            definitions.forEach(Schemas::close);
        }
        return REGISTRY.getSchema(schema.toString(), InputFormat.JSON);
    }

    // parts under if, allOf and the like say more of the same objects
    private static void close(JsonNode schema) {
        JsonNode properties = schema.get("properties");
        if (properties != null) {
            properties.forEach(Schemas::close);
            if (!schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
        if (schema.has("items")) {
            close(schema.get("items"));
        }
    }

    /** The paths of all members that a schema names, such as {@code plmn.mcc}. */
    public static Set<String> members(String name) {
        Set<String> paths = new TreeSet<>();
        collectNamed("", tree(text(name)), paths);
        return paths;
    }

    /** The same for a definition within the schema. */
    public static Set<String> definedMembers(String name, String definition) {
        Set<String> paths = new TreeSet<>();
        collectNamed("", tree(text(name)).get("$defs").get(definition), paths);
        return paths;
    }

    private static void collectNamed(String path, JsonNode schema, Set<String> paths) {
        if (schema.has("properties")) {
            schema.get("properties").properties().forEach(member -> {
                paths.add(path + member.getKey());
                collectNamed(path + member.getKey() + ".", member.getValue(), paths);
            });
        }
        if (schema.has("items")) {
            collectNamed(path, schema.get("items"), paths);
        }
    }

    /** The paths of all members in a text. */
    public static Set<String> membersOf(String json) {
        Set<String> paths = new TreeSet<>();
        collectPresent("", tree(json), paths);
        return paths;
    }

    private static void collectPresent(String path, JsonNode value, Set<String> paths) {
        if (value.isArray()) {
            value.forEach(element -> collectPresent(path, element, paths));
        }
        value.properties().forEach(member -> {
            paths.add(path + member.getKey());
            collectPresent(path + member.getKey() + ".", member.getValue(), paths);
        });
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /** The text of a tree, with decimals without exponent. */
    static String text(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
