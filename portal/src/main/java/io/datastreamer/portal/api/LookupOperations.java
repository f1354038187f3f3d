package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.FiltersCodec;
import io.datastreamer.contract.StreamType;
import io.datastreamer.portal.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lists the possible choices of a form and their fields. Fields and bounds come from the integrations; the texts for
 * people are in {@code words.json}.
 */
final class LookupOperations {
    private final ObjectNode lookups;
    private final ObjectNode catalogue = EventTypes.catalogue();

    /**
     * Collects the lookups.
     *
     * @param streamLimit most streams of an organisation
     * @param history how long documents are kept
     * @param canFetch whether the job can be asked for documents
     * @param docs the documentation's address; null for none
     */
    LookupOperations(
            Integrations integrations, int streamLimit, Duration history, boolean canFetch, @Nullable URI docs) {
        JsonNode words = json("/io/datastreamer/portal/words.json");
        this.lookups = StreamJson.JSON.createObjectNode();
        ArrayNode streamTypes = lookups.putArray("stream_types");
        for (StreamType type : StreamType.values()) {
            streamTypes
                    .addObject()
                    .put("id", type.name())
                    .set("label", word(words, "stream_types", type.name(), "label"));
        }
        ArrayNode apiTypes = lookups.putArray("api_types");
        for (ApiType type : ApiType.values()) {
            if (canFetch || type != ApiType.PULL) {
                apiTypes.add(apiType(integrations, words, type));
            }
        }
        EventTypes.named().forEach(lookups.putArray("event_types")::add);
        lookups.put("can_ask", canFetch);
        lookups.put("documentation", docs == null ? null : docs.toString());
        lookups.putObject("limits")
                .put("streams_per_organisation", streamLimit)
                .put("history_days", history.toDays())
                .put("name_length", StreamDraft.LONGEST_NAME)
                .put("filter_iccids", FiltersCodec.MOST_ICCIDS)
                .put("filter_tags", FiltersCodec.MOST_TAGS);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/lookups", request -> Requests.answer(request, 200, lookups)),
                Route.get("/api/v1/event-types", request -> Requests.answer(request, 200, catalogue)),
                Route.get(
                                "/api/v1/openapi.yaml",
                                request -> request.contentType("application/yaml")
                                        .result(resource("/io/datastreamer/portal/openapi.yaml")))
                        .by(Route.Access.ANYBODY));
    }

    private static ObjectNode apiType(Integrations integrations, JsonNode words, ApiType type) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("id", type.name());
        json.set("label", word(words, "api_types", type.name(), "label"));
        json.set("help", word(words, "api_types", type.name(), "help"));
        ArrayNode streamTypes = json.putArray("stream_types");
        for (StreamType streamType : StreamType.values()) {
            // DataDog gets no events, because they carry no metric
            if (type != ApiType.DATADOG || streamType != StreamType.EVENTS) {
                streamTypes.add(streamType.name());
            }
        }
        ArrayNode fields = json.putArray("fields");
        List<String> secrets = SecretMembers.of(type);
        for (SettingsField field : integrations.fields(type)) {
            fields.add(field(type, field, secrets.contains(field.member()), words));
        }
        return json;
    }

    private static ObjectNode field(ApiType type, SettingsField field, boolean secret, JsonNode words) {
        boolean number = field.kind() == SettingsField.Kind.NUMBER;
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("member", field.member());
        json.put("kind", field.kind().name());
        json.put("secret", secret);
        json.put("required", field.required());
        json.put("target", field.target());
        json.put("advanced", field.advanced());
        json.set("default", StreamJson.JSON.valueToTree(field.byDefault()));
        json.put("minimum", number ? field.least() : null);
        json.put("maximum", number ? field.most() : null);
        field.choices().forEach(json.putArray("choices")::add);
        field.insteadOf().forEach(json.putArray("instead_of")::add);
        json.put("example", field.example());
        // a text for this API type only
        String special = type + "." + field.member();
        for (String which : List.of("label", "help")) {
            boolean isSpecial = words.path("fields").path(special).has(which);
            json.set(which, word(words, "fields", isSpecial ? special : field.member(), which));
        }
        return json;
    }

    private static JsonNode word(JsonNode words, String of, String id, String which) {
        JsonNode found = words.path(of).path(id).get(which);
        if (found == null) {
            throw new IllegalStateException("words.json: " + of + "." + id + "." + which + " is missing");
        }
        return found;
    }

    /** Reads a JSON file of the jar. */
    static JsonNode json(String path) {
        try {
            return StreamJson.JSON.readTree(resource(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is in the jar", e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = LookupOperations.class.getResourceAsStream(path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is in the jar", e);
        }
    }
}
