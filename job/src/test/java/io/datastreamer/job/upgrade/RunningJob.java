package io.datastreamer.job.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.job.JobProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The job in its own process, between topics and hosts, from a savepoint or without one. */
final class RunningJob implements AutoCloseable {
    static final List<String> INPUTS = List.of("network-records", "billing-records", "sims", "catalog", "streams");
    static final List<String> OUTPUTS = List.of("status", "attempts", "rejected");

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    // longer than a savepoint is kept as a fixture: nothing in it expires before it is read
    private static final String EVER = "36500 d";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JobProcess process;
    private final int webPort;

    private RunningJob(JobProcess process, int webPort) {
        this.process = process;
        this.webPort = webPort;
    }

    static RunningJob start(String broker, ProxiedHosts hosts, Path dir, @Nullable Path savepoint, String... more)
            throws IOException {
        int port = Ports.free();
        List<String> options = new ArrayList<>();
        for (String topic : INPUTS) {
            options.addAll(List.of("--" + topic, "kafka:" + topic));
        }
        for (String topic : OUTPUTS) {
            options.addAll(List.of("--" + topic, "kafka:" + topic));
        }
        options.addAll(List.of("--kafka.bootstrap-servers", broker));
        options.addAll(List.of("--egress.proxy", hosts.address(), "--s3.endpoint", "http://s3.example"));
        options.addAll(List.of("--secrets.allow-plain", "true", "--web-port", Integer.toString(port)));
        options.addAll(List.of("--history.retention", EVER, "--enrich.wait", EVER, "--enrich.dedupe-window", EVER));
        options.addAll(List.of("--enrich.deleted-sim-kept", EVER, "--journal.segment-bytes", "16 KiB"));
        options.addAll(List.of("--journal.frame-bytes", "2 KiB", "--checkpoint-interval", "300 ms"));
        // one file for the whole savepoint, as far as possible
        options.addAll(List.of("--flink.execution.checkpointing.data-inline-threshold", "1 mb"));
        if (savepoint != null) {
            options.addAll(List.of(
                    "--flink.execution.state-recovery.path", savepoint.toUri().toString()));
            options.addAll(List.of("--flink.execution.state-recovery.claim-mode", "NO_CLAIM"));
        }
        options.addAll(List.of(more));
        return new RunningJob(JobProcess.start(dir.resolve("job.log"), options), port);
    }

    /** Waits until the condition holds, and fails if the job has ended before. */
    void until(Callable<Boolean> condition) throws Exception {
        await().atMost(LONG).pollInSameThread().until(() -> !process.isAlive() || condition.call());
        assertThat(process.isAlive()).as(process.said()).isTrue();
    }

    /** Takes a savepoint in Flink's canonical format, which every state backend reads. */
    Path savepoint(Path dir) throws Exception {
        String job = get("jobs").path("jobs").path(0).path("id").asText();
        String body = "{\"target-directory\":\"" + dir.toUri() + "\",\"formatType\":\"CANONICAL\"}";
        HttpResponse<String> asked = http.send(
                request("jobs/" + job + "/savepoints")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String trigger = JSON.readTree(asked.body()).path("request-id").asText();
        JsonNode[] answer = new JsonNode[1];
        until(() -> {
            answer[0] = get("jobs/" + job + "/savepoints/" + trigger);
            return answer[0].path("status").path("id").asText().equals("COMPLETED");
        });
        String location = answer[0].path("operation").path("location").asText("");
        assertThat(location).as(answer[0].toString()).startsWith("file:");
        return Path.of(URI.create(location));
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray())
                .body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort + "/" + path));
    }
}
