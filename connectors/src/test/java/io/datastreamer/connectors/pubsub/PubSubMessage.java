package io.datastreamer.connectors.pubsub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A message of Pub/Sub.
 *
 * @param key its ordering key; empty without one
 * @param attributes by their names
 * @param data its content
 */
public record PubSubMessage(String key, JsonNode attributes, String data) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The messages that a call publishes. */
    public static List<PubSubMessage> in(Received call) {
        try {
            List<PubSubMessage> messages = new ArrayList<>();
            JSON.readTree(call.body()).get("messages").forEach(each -> messages.add(of(each)));
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PubSubMessage of(JsonNode message) {
        return new PubSubMessage(
                message.path("orderingKey").asText(""),
                message.path("attributes"),
                new String(Base64.getDecoder().decode(message.get("data").asText()), UTF_8));
    }

    /** The document in it. */
    public JsonNode document() {
        try {
            return JSON.readTree(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
