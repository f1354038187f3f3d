package io.datastreamer.job;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.OptionTable;
import io.datastreamer.job.config.Ports;
import io.datastreamer.job.config.StateDir;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.deliver.Deliver;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.ingest.Ends;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the job in this process, on an embedded Flink, and says in words how the run ends. */
final class LocalRun {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final long STOP_SECONDS = 10;
    private static final int MOST_NAMED = 20;

    private LocalRun() {}

    static ExitCode of(String... args) {
        if (StreamerConfig.asksForHelp(args)) {
            System.out.print(OptionTable.help());
            return ExitCode.DONE;
        }
        try {
            StreamerConfig config = StreamerConfig.parse(args);
            Ends ends = Ends.of(config);
            StreamerTopology topology = Assembly.topology(config, ends);
            ends.check();
            Ports.check(config);
            try (StateDir state = StateDir.open(config)) {
                return run(config, topology, state);
            }
        } catch (OptionException e) {
            say(String.valueOf(e.getMessage()));
            return ExitCode.NOT_STARTED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            say("interrupted");
            return ExitCode.FAILED;
        } catch (Exception e) {
            return failed(e, Optional.empty());
        }
    }

    private static ExitCode run(StreamerConfig config, StreamerTopology topology, StateDir state) throws Exception {
        Configuration settings = FlinkSettings.forThisProcess(config, state);
        StreamExecutionEnvironment environment = config.isSet(StreamerOptions.WEB_PORT)
                ? StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(settings)
                : StreamExecutionEnvironment.createLocalEnvironment(settings);
        environment.configure(settings, LocalRun.class.getClassLoader());
        topology.build(environment);
        state.newestCheckpoint().ifPresent(checkpoint -> say("goes on from " + checkpoint));
        JobClient job = environment.executeAsync("data-streamer");
        Thread stopper = new Thread(() -> stop(job, state), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        StateWatch watch = StateWatch.start(job, state);
        try (watch) {
            return finished(job.getJobExecutionResult().get());
        } catch (ExecutionException e) {
            return failed(e, watch.fault());
        } finally {
            forget(stopper);
        }
    }

    private static ExitCode finished(JobExecutionResult result) {
        List<Undelivered> left = result.getAccumulatorResult(Deliver.UNDELIVERED);
        Collection<Undelivered> undelivered = left == null ? List.of() : left;
        Long damaged = result.getAccumulatorResult(Decode.DAMAGED);
        String damage = damaged == null || damaged == 0
                ? ""
                : "; but input was damaged, and records may be missing: " + damaged
                        + " rejects say where (metric rejected, reason damaged)";
        if (undelivered.isEmpty()) {
            say("done: all input is read, and every document delivered or rejected" + damage);
            return ExitCode.DONE;
        }
        long documents = undelivered.stream().mapToLong(Undelivered::documents).sum();
        say("all input is read, but " + documents + " documents are undelivered:");
        undelivered.stream()
                .limit(MOST_NAMED)
                .forEach(of -> say("  data stream " + of.streamId() + " of organisation " + of.organisationId() + ": "
                        + of.documents() + " (" + of.why() + ")"));
        if (undelivered.size() > MOST_NAMED) {
            say("  and " + (undelivered.size() - MOST_NAMED) + " more data streams");
        }
        if (!damage.isEmpty()) {
            say(damage.substring("; but ".length()));
        }
        return ExitCode.UNDELIVERED;
    }

    private static ExitCode failed(Exception e, Optional<String> stateFault) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        LOG.error("The job failed.", e);
        String reason = root.getMessage() == null ? root.toString() : root.getMessage();
        say("the job failed: " + stateFault.orElse(reason));
        return ExitCode.FAILED;
    }

    // the run's checkpoints stay, so that the next run continues from them
    private static void stop(JobClient job, StateDir state) {
        try {
            job.cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The job had ended before it was cancelled.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            state.close();
        } catch (IOException e) {
            LOG.debug("The directory of checkpoints cannot be closed.", e);
        }
    }

    private static void forget(Thread stopper) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            LOG.debug("The process is being stopped.", e);
        }
    }

    private static void say(String line) {
        System.err.println("streamer: " + line);
    }
}
