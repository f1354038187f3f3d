package io.datastreamer.testbed.cluster;

import java.util.Map;

/**
 * The settings of a cluster.
 *
 * @param taskManagers the number of TaskManagers at the start
 * @param slots the slots of each TaskManager
 * @param highAvailability whether a ZooKeeper keeps what a new JobManager needs to continue the jobs of the old one
 * @param flink further Flink settings, which override ours
 * @param environment further environment variables of Flink's processes
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
