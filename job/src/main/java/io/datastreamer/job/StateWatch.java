package io.datastreamer.job;

import io.datastreamer.job.config.StateDir;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run that fails because its checkpoints cannot be written. Restarts would not help, and each would deliver
 * again what was delivered since the last checkpoint.
 */
final class StateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateWatch.class);
    private static final long LOOK_MS = 200;

    private final JobClient job;
    private final StateDir state;
    private final Thread thread = new Thread(this::watch, "state-watch");
    private volatile @Nullable String fault;

    private StateWatch(JobClient job, StateDir state) {
        this.job = job;
        this.state = state;
    }

    static StateWatch start(JobClient job, StateDir state) {
        StateWatch watch = new StateWatch(job, state);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** Why the run was ended, or would have been; empty if checkpoints can be written. */
    Optional<String> fault() {
        String found = fault;
        return found == null ? state.fault() : Optional.of(found);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            JobStatus status = job.getJobStatus().get();
            while (!status.isTerminalState()) {
                if (status == JobStatus.RESTARTING || status == JobStatus.FAILING) {
                    Optional<String> found = state.fault();
                    if (found.isPresent()) {
                        fault = found.get();
                        job.cancel().get();
                        return;
                    }
                }
                Thread.sleep(LOOK_MS);
                status = job.getJobStatus().get();
            }
        } catch (ExecutionException | IllegalStateException e) {
            LOG.debug("The job has ended.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
