package io.datastreamer.testbed.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Questions to a cluster's JobManager over HTTP. Each fails when no JobManager answers. */
public final class FlinkRest {
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(3);
    private static final int ASK_AGAIN_MILLIS = 100;

    private final FlinkHttp flink;

    FlinkRest(int port) {
        flink = new FlinkHttp(port);
    }

    /**
     * The state of a job's checkpoints.
     *
     * @param completed number since the JobManager knows the job
     * @param failed the same for failed ones
     * @param restored how often it was restored from one
     * @param latest the path of the newest complete one
     */
    public record Checkpoints(long completed, long failed, long restored, Optional<String> latest) {}

    /** Flink's web pages. */
    public URI pages() {
        return flink.base();
    }

    /** How many TaskManagers are registered. */
    public int taskManagers() throws IOException, InterruptedException {
        return flink.get("taskmanagers").path("taskmanagers").size();
    }

    /** The names of the TaskManagers that have tasks. */
    public List<String> busyTaskManagers() throws IOException, InterruptedException {
        List<String> busy = new ArrayList<>();
        for (JsonNode taskManager : flink.get("taskmanagers").path("taskmanagers")) {
            if (taskManager.path("freeSlots").asInt()
                    < taskManager.path("slotsNumber").asInt()) {
                busy.add(taskManager.path("id").asText());
            }
        }
        return busy;
    }

    /** The ids of the jobs that the JobManager knows. */
    public List<String> jobs() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        flink.get("jobs/overview")
                .path("jobs")
                .forEach(job -> ids.add(job.path("jid").asText()));
        return ids;
    }

    /** The job's state in Flink's terms, such as RUNNING or FAILED; empty when the JobManager does not know it yet. */
    public Optional<String> state(String jobId) throws IOException, InterruptedException {
        for (JsonNode job : flink.get("jobs/overview").path("jobs")) {
            if (job.path("jid").asText().equals(jobId)) {
                return Optional.of(job.path("state").asText());
            }
        }
        return Optional.empty();
    }

    /** Whether all tasks of the job run. */
    public boolean isRunning(String jobId) throws IOException, InterruptedException {
        if (!state(jobId).equals(Optional.of("RUNNING"))) {
            return false;
        }
        JsonNode vertices = flink.get("jobs/" + jobId).path("vertices");
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /**
     * Stops the job with a savepoint, like the Flink Kubernetes Operator.
     *
     * @return the savepoint's path
     * @throws IOException when there is none; the message holds what Flink says about it
     */
    public String stop(String jobId) throws IOException, InterruptedException {
        String job = "jobs/" + jobId + "/";
        String trigger =
                flink.post(job + "stop", "{\"drain\":false}").path("request-id").asText();
        long giveUp = System.nanoTime() + STOPS_WITHIN.toNanos();
        while (System.nanoTime() < giveUp) {
            JsonNode savepoint = flink.get(job + "savepoints/" + trigger);
            if (savepoint.at("/status/id").asText().equals("COMPLETED")) {
                String location = savepoint.at("/operation/location").asText();
                if (location.isEmpty()) {
                    throw new IOException("no savepoint: "
                            + savepoint
                                    .at("/operation/failure-cause/stack-trace")
                                    .asText());
                }
                return location;
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
        throw new IOException("no savepoint within " + STOPS_WITHIN.toSeconds() + " s");
    }

    /** The job's checkpoints. */
    public Checkpoints checkpoints(String jobId) throws IOException, InterruptedException {
        JsonNode checkpoints = flink.get("jobs/" + jobId + "/checkpoints");
        JsonNode counts = checkpoints.path("counts");
        String latest = checkpoints
                .path("latest")
                .path("completed")
                .path("external_path")
                .asText("");
        return new Checkpoints(
                counts.path("completed").asLong(),
                counts.path("failed").asLong(),
                counts.path("restored").asLong(),
                latest.isEmpty() ? Optional.empty() : Optional.of(latest));
    }

    /** The job's last failure, with its stack; empty when it has not failed. */
    public String lastFailure(String jobId) throws IOException, InterruptedException {
        return flink.get("jobs/" + jobId + "/exceptions?maxExceptions=1")
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText("");
    }
}
