package io.datastreamer.connectors.pubsub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Google's own emulator of Pub/Sub, in a separate process. It does not check tokens. */
final class PubSubEmulator implements AutoCloseable {
    private static final Path JARS =
            Path.of(System.getProperty("pubsub.emulator", "/usr/lib/google-cloud-sdk/platform/pubsub-emulator/lib"));
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private PubSubEmulator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it; skips the test if it is not on this machine. */
    static PubSubEmulator start() throws IOException {
        assumeTrue(
                Files.isDirectory(JARS), "not here: Google's emulator of Pub/Sub (google-cloud-cli-pubsub-emulator)");
        Path jar;
        try (Stream<Path> jars = Files.list(JARS)) {
            jar = jars.filter(each -> each.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString(),
                        "--host=127.0.0.1",
                        "--port=" + port)
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("listening on")) {
                return new PubSubEmulator(process, port);
            }
        }
        throw new IOException("the emulator did not start");
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Creates a topic, and a subscription to it that keeps messages in order. */
    void create(String project, String topic) throws IOException {
        String path = "/v1/projects/" + project;
        call("PUT", path + "/topics/" + topic, "{}");
        call(
                "PUT",
                path + "/subscriptions/of-" + topic,
                "{\"topic\":\"projects/%s/topics/%s\",\"enableMessageOrdering\":true}".formatted(project, topic));
    }

    /** Reads this many messages from the subscription, in order. */
    List<PubSubMessage> read(String project, String topic, int messages) throws IOException {
        String path = "/v1/projects/" + project + "/subscriptions/of-" + topic;
        List<PubSubMessage> read = new ArrayList<>();
        while (read.size() < messages) {
            JsonNode page = call("POST", path + ":pull", "{\"maxMessages\":1000}");
            List<String> ids = new ArrayList<>();
            for (JsonNode each : page.path("receivedMessages")) {
                read.add(PubSubMessage.of(each.get("message")));
                ids.add(each.get("ackId").asText());
            }
            call(
                    "POST",
                    path + ":acknowledge",
                    JSON.createObjectNode().set("ackIds", JSON.valueToTree(ids)).toString());
        }
        return read;
    }

    private JsonNode call(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
