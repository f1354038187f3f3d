package io.datastreamer.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.http.HttpAnswer;
import java.io.IOException;

/** Requests and answers of services that speak JSON. */
public final class AwsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AwsJson() {}

    /** An empty request. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** What an answer says: nothing where it is no JSON, or breaks off. */
    public static JsonNode of(HttpAnswer answer) {
        try {
            return answer.whole() ? JSON.readTree(answer.body()) : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
