package io.datastreamer.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import static org.assertj.core.api.Assertions.assertThat;

/** A client of the portal's API with the session of a login link, like the page. */
final class PortalClient {
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String origin;

    private PortalClient(String origin) {
        this.origin = origin;
    }

    /** Follows a login link, such as {@code http://127.0.0.1:8080/#/login/CODE}. */
    static PortalClient logIn(String link) throws IOException, InterruptedException {
        int at = link.indexOf("/#/login/");
        PortalClient client = new PortalClient(link.substring(0, at));
        client.post("/api/v1/session", Map.of("code", link.substring(at + "/#/login/".length())), 200);
        return client;
    }

    List<JsonNode> streams() throws IOException, InterruptedException {
        return List.of(json.convertValue(get("/api/v1/streams").path("items"), JsonNode[].class));
    }

    JsonNode stream(String id) throws IOException, InterruptedException {
        return get("/api/v1/streams/" + id);
    }

    JsonNode create(Map<String, Object> stream) throws IOException, InterruptedException {
        return post("/api/v1/streams", stream, 201);
    }

    /** Returns the answer of an operation without a body. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(origin + path)).build(), 200);
    }

    void delete(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("If-Match", "*")
                        .header("X-Portal-Client", "test")
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private JsonNode post(String path, Object body, int expected) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .header("Content-Type", "application/json")
                        .header("X-Portal-Client", "test")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                        .build(),
                expected);
    }

    private JsonNode send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        return json.readTree(answer.body());
    }
}
