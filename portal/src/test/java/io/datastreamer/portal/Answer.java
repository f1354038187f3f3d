package io.datastreamer.portal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer of the portal, already validated against the OpenAPI document. */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + body, e);
        }
    }

    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    public String etag() {
        return headers.firstValue("ETag").orElseThrow();
    }

    /** The invalid members, with the reasons. */
    public Map<String, String> errors() {
        Map<String, String> errors = new TreeMap<>();
        json().path("errors")
                .forEach(error -> errors.merge(
                        error.get("member").textValue(), error.get("reason").textValue(), (a, b) -> a + "; " + b));
        return errors;
    }

    public List<String> cookies() {
        return headers.allValues("Set-Cookie");
    }
}
