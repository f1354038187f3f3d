package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of events: what each means, and a document of it, as {@code event-types.json} has them; and the schema that
 * all events keep.
 */
final class EventTypes {
    private EventTypes() {}

    /** All that is known of them, with the schema. */
    static ObjectNode catalogue() {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.set("items", items());
        json.set("schema", LookupOperations.json("/io/datastreamer/contract/schemas/event.json"));
        return json;
    }

    /** What a form shows of them: id, description and when there is one. */
    static List<ObjectNode> named() {
        List<ObjectNode> types = new ArrayList<>();
        for (JsonNode type : items()) {
            ObjectNode json = StreamJson.JSON.createObjectNode();
            json.set("id", type.get("id"));
            json.set("description", type.get("description"));
            json.set("when", type.get("when"));
            types.add(json);
        }
        return types;
    }

    private static JsonNode items() {
        return LookupOperations.json("/io/datastreamer/portal/event-types.json");
    }
}
