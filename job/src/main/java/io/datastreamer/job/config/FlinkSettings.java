package io.datastreamer.job.config;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** Makes Flink's configuration from ours. In both kinds, what the operator set as {@code flink.*} wins. */
public final class FlinkSettings {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int RESTARTS_IN_A_ROW = 8;
    private static final int RETAINED_CHECKPOINTS = 2;
    /** A record crosses the network twice; under load buffers are full before. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(10);

    /** Of each file of a checkpoint; Flink's own 4 kB are a call of the system for nearly each frame of a journal. */
    private static final int CHECKPOINT_WRITE_BUFFER = 1 << 20;

    private FlinkSettings() {}

    /** For a job that is submitted to a cluster: what the cluster's own configuration must not decide, no more. */
    public static Configuration forCluster(StreamerConfig config) {
        Configuration flink = job(config);
        // Flink's own default is none: storage that is away for a moment would restart the job over and over, and each
        // restart delivers again what was delivered since the last checkpoint
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        if (config.isSet(StreamerOptions.STATE_BACKEND)) {
            setBackend(config, flink);
        }
        config.flink().forEach(flink::setString);
        return flink;
    }

    /**
     * For a run in this process.
     *
     * @param state where checkpoints are kept; its newest one is what the run goes on from
     * @throws OptionException when that directory cannot be read
     */
    public static Configuration forThisProcess(StreamerConfig config, StateDir state) throws OptionException {
        Configuration flink = job(config);
        setBackend(config, flink);
        flink.set(
                CoreOptions.DEFAULT_PARALLELISM,
                config.find(StreamerOptions.PARALLELISM)
                        .orElse(Runtime.getRuntime().availableProcessors()));

        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                state.checkpoints().toUri().toString());
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
        // claimed: Flink removes the old run's checkpoint once new ones have taken its place
        flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        state.newestCheckpoint()
                .ifPresent(checkpoint -> flink.set(
                        StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString()));

        flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        flink.set(RestOptions.ADDRESS, LOOPBACK);
        flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        flink.set(
                RestOptions.BIND_PORT,
                config.find(StreamerOptions.WEB_PORT).map(String::valueOf).orElse("0"));
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS_IN_A_ROW);
        flink.set(WebOptions.SUBMIT_ENABLE, false);
        flink.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        config.find(StreamerOptions.METRICS_PORT).ifPresent(port -> report(port, flink));
        config.flink().forEach(flink::setString);
        return flink;
    }

    private static Configuration job(StreamerConfig config) {
        Configuration flink = new Configuration();
        flink.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        // all that travels is immutable
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        flink.set(PipelineOptions.MAX_PARALLELISM, StreamerOptions.MAX_PARALLELISM);
        Duration interval = config.get(StreamerOptions.CHECKPOINT_INTERVAL);
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
        flink.set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, CHECKPOINT_WRITE_BUFFER);
        // state that takes longer to write than the interval must not be written without end
        flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, interval);
        config.find(StreamerOptions.PARALLELISM)
                .ifPresent(parallelism -> flink.set(CoreOptions.DEFAULT_PARALLELISM, parallelism));
        return flink;
    }

    private static void report(int port, Configuration flink) {
        flink.set(MetricOptions.REPORTERS_LIST, "prom");
        Configuration reporter = MetricOptions.forReporter(flink, "prom");
        reporter.set(
                MetricOptions.REPORTER_FACTORY_CLASS, "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        reporter.setString("port", String.valueOf(port));
        reporter.setString("filterLabelValueCharacters", "false");
    }

    private static void setBackend(StreamerConfig config, Configuration flink) {
        StateBackendKind kind = config.get(StreamerOptions.STATE_BACKEND);
        flink.set(
                StateBackendOptions.STATE_BACKEND,
                switch (kind) {
                    case HEAP -> "hashmap";
                    case ROCKSDB -> "rocksdb";
                });
        flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, kind == StateBackendKind.ROCKSDB);
        // Flink reads uncompressed operator state byte by byte from its file; compressed, it reads blocks. Journals are
        // compressed already: with RocksDB, only savepoints compress them once more, with the heap each checkpoint
        // would
        flink.set(ExecutionOptions.SNAPSHOT_COMPRESSION, kind == StateBackendKind.ROCKSDB);
    }
}
