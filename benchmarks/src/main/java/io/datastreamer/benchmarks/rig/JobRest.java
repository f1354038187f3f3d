package io.datastreamer.benchmarks.rig;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.testbed.cluster.FlinkHttp;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What Flink tells over HTTP of the one job of its process. */
public final class JobRest {
    private final FlinkHttp flink;

    public JobRest(int port) {
        flink = new FlinkHttp(port);
    }

    /**
     * The checkpoints that were begun in a time.
     *
     * @param longestMillis from their trigger to the end, of the longest
     */
    public record Checkpoints(int completed, int failed, long longestMillis) {}

    /** Whether the job is there and all of its tasks run, or have ended. */
    boolean isRunning() {
        try {
            JsonNode jobs = flink.get("jobs/overview").path("jobs");
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
    public Checkpoints checkpoints(long from, long to) throws IOException, InterruptedException {
        int completed = 0;
        int failed = 0;
        long longest = 0;
        for (JsonNode checkpoint : flink.get(job() + "/checkpoints").path("history")) {
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
     * How long the slowest barrier of these checkpoints took from the trigger until its subtask began with it, in
     * milliseconds: what was in its way is what the subtask was busy with.
     */
    public long longestBarrierMillis(long from, long to) throws IOException, InterruptedException {
        String job = job();
        long longest = 0;
        for (JsonNode checkpoint : flink.get(job + "/checkpoints").path("history")) {
            long begun = checkpoint.path("trigger_timestamp").asLong();
            if (begun < from
                    || begun >= to
                    || !checkpoint.path("status").asText().equals("COMPLETED")) {
                continue;
            }
            String details =
                    job + "/checkpoints/details/" + checkpoint.path("id").asText();
            for (JsonNode vertex : flink.get(job).path("vertices")) {
                JsonNode subtasks =
                        flink.get(details + "/subtasks/" + vertex.path("id").asText());
                longest = Math.max(
                        longest,
                        subtasks.path("summary").path("start_delay").path("max").asLong());
            }
        }
        return longest;
    }

    /**
     * A checkpoint that is complete.
     *
     * @param stateBytes all that it refers to, also what an earlier one has written
     * @param millis from its trigger to its end
     */
    public record Checkpoint(long begunAt, long stateBytes, long millis) {}

    /** The last checkpoint that is complete; null when none is that was begun after the time, or it cannot be read. */
    @Nullable
    Checkpoint lastCheckpoint(long begunAfter) {
        try {
            JsonNode last = flink.get(job() + "/checkpoints").path("latest").path("completed");
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

    private String job() throws IOException, InterruptedException {
        return "jobs/"
                + flink.get("jobs/overview").path("jobs").path(0).path("jid").asText();
    }
}
