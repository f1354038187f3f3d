package io.datastreamer.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.http.HttpAnswer;
import java.io.IOException;

/** Creates requests to, and parses answers of, services that speak JSON. */
public final class AwsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AwsJson() {}

    /** Creates an empty request. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Parses an answer; it is empty if it is not JSON or truncated. */
    public static JsonNode of(HttpAnswer answer) {
        try {
            return answer.whole() ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
