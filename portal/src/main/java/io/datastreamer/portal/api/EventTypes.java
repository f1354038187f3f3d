package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.EventCatalogue;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of events: what each means, and a document of it, as {@code event-types.json} has them; and the schemas that
 * all events keep. Examples are of the first form where it knows the type, else of the second.
 */
final class EventTypes {
    private EventTypes() {}

    /** All that is known of them, with the schemas of both forms. */
    static ObjectNode catalogue() {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        ArrayNode all = json.putArray("items");
        items().forEach(type -> all.add(((ObjectNode) type.deepCopy()).put("first_form", isInFirstForm(type))));
        json.set("schema", LookupOperations.json("/io/datastreamer/contract/schemas/event.json"));
        json.set("schema_v2", LookupOperations.json("/io/datastreamer/contract/schemas/event-v2.json"));
        return json;
    }

    /** What a form shows of them: id, description, when there is one, and whether the first form knows it. */
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
