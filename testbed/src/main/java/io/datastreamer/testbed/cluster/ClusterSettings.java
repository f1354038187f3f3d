package io.datastreamer.testbed.cluster;

import java.util.Map;

/**
 * What a cluster is to be like.
 *
 * @param taskManagers how many at the start
 * @param slots of each TaskManager
 * @param highAvailability whether a ZooKeeper keeps what a new JobManager needs to go on with the jobs of the old one
 * @param flink settings of Flink in addition to ours; they win
 * @param environment variables of Flink's processes in addition to our own
 */
public record ClusterSettings(
        int taskManagers,
        int slots,
        boolean highAvailability,
        Map<String, String> flink,
        Map<String, String> environment) {
    public ClusterSettings {
        flink = Map.copyOf(flink);
        environment = Map.copyOf(environment);
    }

    /** Settings without variables of the environment. */
    public ClusterSettings(int taskManagers, int slots, boolean highAvailability, Map<String, String> flink) {
        this(taskManagers, slots, highAvailability, flink, Map.of());
    }
}
