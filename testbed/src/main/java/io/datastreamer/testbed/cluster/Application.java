package io.datastreamer.testbed.cluster;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's JobManager that runs our job and nothing else, and ends with it: what an image in application mode does.
 *
 * @param from the savepoint or checkpoint that the job goes on from; null to begin anew
 * @param flink settings of Flink for this start; they win over the cluster's
 * @param options of the job
 */
public record Application(@Nullable String from, Map<String, String> flink, List<String> options) {
    public Application {
        flink = Map.copyOf(flink);
        options = List.copyOf(options);
    }
}
