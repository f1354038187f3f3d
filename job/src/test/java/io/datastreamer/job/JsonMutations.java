package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes one value of a JSON text at a time, always the same for the same seed. The text stays JSON. */
public final class JsonMutations {
    private final Random random;
    private final List<JsonNode> replacements;

    private record Place(JsonNode parent, String name, int index) {}

    /** Creates mutations that remove a value, or replace it by one of the given ones (each JSON). */
    public JsonMutations(long seed, List<String> replacements) {
        random = new Random(seed);
        this.replacements = replacements.stream().map(Schemas::tree).toList();
    }

    /** The text with one value changed. */
    public String mutate(String json) {
        JsonNode root = Schemas.tree(json);
        List<Place> places = new ArrayList<>();
        collect(root, places);
        Place place = places.get(random.nextInt(places.size()));
        boolean removes = random.nextInt(4) == 0;
        JsonNode replacement = replacements.get(random.nextInt(replacements.size()));
        if (place.parent() instanceof ObjectNode object) {
            if (removes) {
                object.remove(place.name());
            } else {
                object.set(place.name(), replacement);
            }
        } else if (place.parent() instanceof ArrayNode array) {
            if (removes) {
                array.remove(place.index());
            } else {
                array.set(place.index(), replacement);
            }
        }
        return root.toString();
    }

    private static void collect(JsonNode value, List<Place> places) {
        value.properties().forEach(member -> {
            places.add(new Place(value, member.getKey(), -1));
            collect(member.getValue(), places);
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            places.add(new Place(value, "", i));
            collect(value.get(i), places);
        }
    }
}
