package io.datastreamer.connectors.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.MediaType;

/**
 * A batch as the body and headers of a request.
 *
 * @param json the body
 * @param type the body's media type
 * @param headers further headers for it
 */
record RestBody(RestPayload json, MediaType type, Map<String, String> headers) {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType CLOUDEVENT = MediaType.get("application/cloudevents+json");
    private static final MediaType CLOUDEVENTS = MediaType.get("application/cloudevents-batch+json");

    /** Converts the documents of a batch to the form and shape in the settings. */
    static RestBody of(Batch batch, RestSettings settings) {
        if (settings.isBinary()) {
            return binary(batch);
        }
        Batch formed = settings.form().of(batch);
        RestPayload json = settings.isBare() ? RestPayload.object(formed) : RestPayload.array(formed);
        MediaType type = settings.form() != Form.CLOUDEVENTS ? JSON : settings.isBare() ? CLOUDEVENT : CLOUDEVENTS;
        return new RestBody(json, type, Map.of());
    }

    /** The data is the body, attributes are headers (CloudEvents' HTTP protocol binding, section 3.1). */
    private static RestBody binary(Batch batch) {
        JsonNode event =
                DocumentReader.document(Form.CLOUDEVENTS.of(batch).items().get(0));
        Map<String, String> headers = new LinkedHashMap<>();
        event.properties().forEach(attribute -> {
            if (!attribute.getKey().startsWith("data") || attribute.getKey().equals("dataschema")) {
                headers.put("ce-" + attribute.getKey(), attribute.getValue().textValue());
            }
        });
        return new RestBody(RestPayload.object(Form.V2.of(batch)), JSON, headers);
    }
}
