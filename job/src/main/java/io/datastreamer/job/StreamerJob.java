package io.datastreamer.job;

import io.datastreamer.job.config.FlinkSettings;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.ingest.Ends;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class: submits the job to the cluster that it is started on, or runs it in this process if there is none.
 */
public final class StreamerJob {
    private static final String NAME = "data-streamer";

    private StreamerJob() {}

    /**
     * Starts the job.
     *
     * @param args options as {@code --KEY VALUE}, or {@code --version} alone
     * @throws Exception on a cluster, when an option is not valid or the job cannot be submitted; a run in this process
     *     ends with an {@link ExitCode} instead
     */
    public static void main(String[] args) throws Exception {
        if (Version.isAskedFor(args)) {
            System.out.println(Version.text());
            return;
        }
        if (StreamExecutionEnvironment.getExecutionEnvironment() instanceof LocalStreamEnvironment) {
            System.exit(LocalRun.of(args).code());
        }
        StreamerConfig config = StreamerConfig.parse(args);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.forCluster(config));
        Assembly.topology(config, Ends.of(config)).build(environment);
        environment.execute(NAME);
    }
}
