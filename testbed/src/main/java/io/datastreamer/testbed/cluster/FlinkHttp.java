package io.datastreamer.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client of Flink's REST API on this machine. */
public final class FlinkHttp {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    /** @param port the port of the REST API on 127.0.0.1 */
    public FlinkHttp(int port) {
        base = URI.create("http://127.0.0.1:" + port + "/");
    }

    URI base() {
        return base;
    }

    /**
     * Returns the answer at a path of the REST API.
     *
     * @throws IOException when it does not answer in time, or with anything but 200
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    /**
     * Posts a JSON text to a path of the REST API, and returns the answer.
     *
     * @throws IOException when it does not answer in time, or without success
     */
    public JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder asked) throws IOException, InterruptedException {
        HttpRequest request = asked.timeout(ANSWERS_WITHIN).build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answers " + response.statusCode());
        }
        return json.readTree(response.body());
    }
}
