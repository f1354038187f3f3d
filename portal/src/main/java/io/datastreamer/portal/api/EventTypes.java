package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.EventCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * The event types from {@code event-types.json}, with their meaning and an example document each, and the schemas of
 * events. Examples are in form {@code v1} if it knows the type, otherwise in {@code v2}.
 */
final class EventTypes {
    private EventTypes() {}

    /** Everything about them, with the schemas of both forms. */
    static ObjectNode catalogue() {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode all = json.putArray("items");
        items().forEach(type -> all.add(((ObjectNode) type.deepCopy()).put("first_form", isInFirstForm(type))));
        json.set("schema", LookupOperations.json("/io/datastreamer/contract/schemas/event.json"));
        json.set("schema_v2", LookupOperations.json("/io/datastreamer/contract/schemas/event-v2.json"));
        return json;
    }

    /** What a form shows: id, description if there is one, and whether {@code v1} knows the type. */
    static List<ObjectNode> named() {
        List<ObjectNode> types = new ArrayList<>();
        for (JsonNode type : items()) {
            ObjectNode json = StreamJson.JSON.createObjectNode();
            json.set("id", type.get("id"));
            json.set("description", type.get("description"));
            json.set("when", type.get("when"));
            json.put("first_form", isInFirstForm(type));
            types.add(json);
        }
        return types;
    }

    private static boolean isInFirstForm(JsonNode type) {
        return EventCatalogue.isInFirstForm(type.get("id").intValue());
    }

    private static JsonNode items() {
        return LookupOperations.json("/io/datastreamer/portal/event-types.json");
    }
}
