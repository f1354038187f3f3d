package io.datastreamer.testbed.chaos;

import io.datastreamer.testbed.cluster.FlinkCli;
import io.datastreamer.testbed.cluster.FlinkCluster;
import io.datastreamer.testbed.cluster.FlinkRest;
import io.datastreamer.tools.broker.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The job on the cluster, between the broker's topics and the receivers. */
final class Job {
    private static final Duration RUNS_WITHIN = Duration.ofMinutes(2);
    private static final int ASK_AGAIN_MILLIS = 100;

    private final FlinkCluster cluster;
    private final String bootstrapServers;
    private int parallelism;
    private String id;

    /** Submits the job to the cluster. */
    Job(FlinkCluster cluster, String bootstrapServers, int parallelism) throws IOException, InterruptedException {
        this.cluster = cluster;
        this.bootstrapServers = bootstrapServers;
        this.parallelism = parallelism;
        this.id = submit(null);
    }

    int parallelism() {
        return parallelism;
    }

    /**
     * Stops it with a savepoint.
     *
     * @return the savepoint's path
     * @throws IOException when that fails; the job then continues
     */
    String stop() throws IOException, InterruptedException {
        return cluster.cli().stop(id);
    }

    /** Starts it from a savepoint, with this many subtasks. */
    void start(String savepoint, int subtasks) throws IOException, InterruptedException {
        parallelism = subtasks;
        id = submit(savepoint);
    }

    /** How often it was restored; 0 while no JobManager answers. */
    long restored() throws InterruptedException {
        try {
            return cluster.rest().checkpoints(id).restored();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits until all of its tasks run. */
    void awaitRunning() throws IOException, InterruptedException {
        await("has no complete set of running tasks", rest -> rest.isRunning(id));
    }

    /** Waits until some of its tasks do not run. */
    void awaitRestart() throws IOException, InterruptedException {
        await("has not noticed that a process is gone", rest -> !rest.isRunning(id));
    }

    /** Waits until a JobManager has restored it once more than {@code before}, and all of its tasks run. */
    void awaitRestored(long before) throws IOException, InterruptedException {
        await("was not restored", rest -> rest.checkpoints(id).restored() > before && rest.isRunning(id));
    }

    /** Waits for the next checkpoint that both begins and completes from now on. */
    void awaitCheckpoint() throws IOException, InterruptedException {
        awaitRunning();
        // the first one to complete may have begun before
        long enough = cluster.rest().checkpoints(id).completed() + 2;
        await("completes no checkpoint", rest -> rest.checkpoints(id).completed() >= enough);
    }

    /** Waits until this many more checkpoints have failed. */
    void awaitFailedCheckpoints(int more) throws IOException, InterruptedException {
        long enough = cluster.rest().checkpoints(id).failed() + more;
        await("fails no checkpoint", rest -> rest.checkpoints(id).failed() >= enough);
    }

    private interface Question {
        boolean ask(FlinkRest rest) throws IOException, InterruptedException;
    }

    private void await(String lack, Question question) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + RUNS_WITHIN.toNanos();
        String why = "";
        while (true) {
            try {
                if (question.ask(cluster.rest())) {
                    return;
                }
                why = "";
            } catch (IOException e) {
                why = ": " + e.getMessage();
            }
            if (System.nanoTime() > giveUp) {
                throw new IOException("the job " + lack + " after " + RUNS_WITHIN.toSeconds() + " s" + why);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }

    private String submit(@Nullable String from) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>();
        for (Topics topic : Topics.values()) {
            options.addAll(List.of("--" + topic.option(), "kafka:" + topic.topic()));
        }
        options.addAll(List.of("--kafka.bootstrap-servers", bootstrapServers));
        options.addAll(List.of("--parallelism", Integer.toString(parallelism), "--checkpoint-interval", "1s"));
        // the receivers are on a loopback address, which customers may not use by default
        options.addAll(List.of("--egress.allow", "127.0.0.0/8"));
        // a receiver that has returned is noticed soon
        options.addAll(List.of("--deliver.backoff-initial", "200ms", "--deliver.backoff-max", "2s"));
        return cluster.cli().run(new FlinkCli.Submission(from, false, options));
    }
}
