package io.datastreamer.testbed.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The configuration of a cluster's processes: all on 127.0.0.1, small, and quick to notice that a process is gone.
 *
 * <p>{@code taskmanager.sh} in Flink's distribution computes the memory options and passes them on; a TaskManager
 * started without it needs all of them.
 */
final class FlinkConfiguration {
    static final int TASK_HEAP_MEBIBYTES = 320;
    static final int FRAMEWORK_HEAP_MEBIBYTES = 128;
    static final int DIRECT_MEBIBYTES = 64 + 64 + 32;
    static final int METASPACE_MEBIBYTES = 256;
    static final int JOB_MANAGER_HEAP_MEBIBYTES = 384;

    private final Map<String, String> settings = new TreeMap<>();

    FlinkConfiguration(Path dir, int rpcPort, int restPort, ClusterSettings cluster) {
        put("jobmanager.bind-host", "127.0.0.1");
        put("jobmanager.rpc.address", "127.0.0.1");
        put("jobmanager.rpc.port", Integer.toString(rpcPort));
        put("jobmanager.memory.heap.size", JOB_MANAGER_HEAP_MEBIBYTES + "m");
        put("rest.address", "127.0.0.1");
        put("rest.bind-address", "127.0.0.1");
        put("rest.port", Integer.toString(restPort));
        put("rest.bind-port", Integer.toString(restPort));
        put("web.tmpdir", dir.resolve("tmp").toString());
        put("io.tmp.dirs", dir.resolve("tmp").toString());

        put("taskmanager.bind-host", "127.0.0.1");
        put("taskmanager.host", "127.0.0.1");
        put("taskmanager.numberOfTaskSlots", Integer.toString(cluster.slots()));
        put("taskmanager.load-balance.mode", "SLOTS");
        put("taskmanager.cpu.cores", "1.0");
        put("taskmanager.memory.task.heap.size", TASK_HEAP_MEBIBYTES + "m");
        put("taskmanager.memory.task.off-heap.size", "64m");
        put("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP_MEBIBYTES + "m");
        put("taskmanager.memory.framework.off-heap.size", "64m");
        put("taskmanager.memory.network.min", "32m");
        put("taskmanager.memory.network.max", "32m");
        put("taskmanager.memory.managed.size", "128m");
        put("taskmanager.memory.jvm-metaspace.size", METASPACE_MEBIBYTES + "m");
        put("taskmanager.memory.jvm-overhead.min", "64m");
        put("taskmanager.memory.jvm-overhead.max", "64m");

        put("heartbeat.interval", "1 s");
        put("heartbeat.timeout", "6 s");
        // several JVMs that start at once on few processors are slow
        put("pekko.startup-timeout", "60 s");
        put("pekko.ask.timeout", "30 s");

        put("state.backend.type", "rocksdb");
        put("execution.checkpointing.incremental", "true");
        put("execution.checkpointing.dir", dir.resolve("checkpoints").toUri().toString());
        // like the chart
        put("execution.checkpointing.local-backup.enabled", "true");
        put("execution.state-recovery.from-local", "true");
        put(
                "execution.checkpointing.savepoint-dir",
                dir.resolve("savepoints").toUri().toString());
        put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        put("restart-strategy.type", "exponential-delay");
        put("restart-strategy.exponential-delay.initial-backoff", "500 ms");
        put("restart-strategy.exponential-delay.max-backoff", "3 s");
        put("restart-strategy.exponential-delay.attempts-before-reset-backoff", "2147483647");
        cluster.flink().forEach(this::put);
    }

    /** Lets a ZooKeeper keep what a new JobManager needs. */
    void keepBy(String zooKeeper, Path dir) {
        put("high-availability.type", "zookeeper");
        put("high-availability.zookeeper.quorum", zooKeeper);
        settings.putIfAbsent("high-availability.storageDir", dir.toUri().toString());
        // after this time a dead JobManager is no longer considered the leader
        put("high-availability.zookeeper.client.session-timeout", "4 s");
        put("high-availability.zookeeper.client.connection-timeout", "4 s");
    }

    /** Writes it as the file that Flink reads in the directory. */
    void writeTo(Path dir) throws IOException {
        StringBuilder yaml = new StringBuilder();
        settings.forEach(
                (key, value) -> yaml.append(key).append(": \"").append(value).append("\"\n"));
        Files.createDirectories(dir);
        Files.writeString(dir.resolve("config.yaml"), yaml, UTF_8);
    }

    private void put(String key, String value) {
        settings.put(key, value);
    }
}
