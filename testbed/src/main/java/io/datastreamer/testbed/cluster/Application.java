package io.datastreamer.testbed.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a JobManager that runs only our job and ends with it, like an image in application mode.
 *
 * @param from the savepoint or checkpoint to start from; null to begin anew
 * @param flink Flink settings for this start, which override the cluster's
 * @param options the job's options
 */
public record Application(@Nullable String from, Map<String, String> flink, List<String> options) {
    public Application {
        flink = Map.copyOf(flink);
        options = List.copyOf(options);
    }
}
