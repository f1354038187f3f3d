package io.datastreamer.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Flink tells over HTTP of the one job of its process. */
final class JobRest {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;

    JobRest(int port) {
        base = URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * The checkpoints that were begun in a time.
     *
     * @param longestMillis from their trigger to the end, of the longest
     */
    record Checkpoints(int completed, int failed, long longestMillis) {}

    /** Whether the job is there and all of its tasks run, or have ended. */
    boolean isRunning() {
        try {
            JsonNode jobs = get("jobs/overview").path("jobs");
            JsonNode tasks = jobs.path(0).path("tasks");
            return jobs.path(0).path("state").asText().equals("RUNNING")
                    && tasks.path("running").asInt() + tasks.path("finished").asInt()
                            == tasks.path("total").asInt();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The checkpoints that were begun from one time to another, in milliseconds since the epoch, and have ended. */
    Checkpoints checkpoints(long from, long to) throws IOException, InterruptedException {
        String job = get("jobs/overview").path("jobs").path(0).path("jid").asText();
        int completed = 0;
        int failed = 0;
        long longest = 0;
        for (JsonNode checkpoint : get("jobs/" + job + "/checkpoints").path("history")) {
            long begun = checkpoint.path("trigger_timestamp").asLong();
            String status = checkpoint.path("status").asText();
            if (begun < from || begun >= to) {
                continue;
            }
            if (status.equals("COMPLETED")) {
                completed++;
                longest =
                        Math.max(longest, checkpoint.path("end_to_end_duration").asLong());
            } else if (status.equals("FAILED")) {
                failed++;
            }
        }
        return new Checkpoints(completed, failed, longest);
    }

    /**
     * A checkpoint that is complete.
     *
     * @param stateBytes all that it refers to, also what an earlier one has written
     * @param millis from its trigger to its end
     */
    record Checkpoint(long begunAt, long stateBytes, long millis) {}

    /** The last checkpoint that is complete; null when none is that was begun after the time, or it cannot be read. */
    @Nullable
    Checkpoint lastCheckpoint(long begunAfter) {
        try {
            String job = get("jobs/overview").path("jobs").path(0).path("jid").asText();
            JsonNode last = get("jobs/" + job + "/checkpoints").path("latest").path("completed");
            long begun = last.path("trigger_timestamp").asLong();
            return begun <= begunAfter
                    ? null
                    : new Checkpoint(
                            begun,
                            last.path("state_size").asLong(),
                            last.path("end_to_end_duration").asLong());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWERS_WITHIN)
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(request.uri() + " answers " + response.statusCode());
        }
        return json.readTree(response.body());
    }
}
