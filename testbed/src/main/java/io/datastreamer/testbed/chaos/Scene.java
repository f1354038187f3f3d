package io.datastreamer.testbed.chaos;

import io.datastreamer.testbed.cluster.ClusterSettings;
import io.datastreamer.testbed.cluster.FlinkCluster;
import io.datastreamer.testbed.cluster.FlinkLibraries;
import io.datastreamer.testbed.storage.FaultyFileSystemFactory;
import io.datastreamer.testbed.storage.StorageFault;
import io.datastreamer.tools.broker.BrokerProcess;
import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything that runs: the broker, a cluster with ZooKeeper, the job, the receivers, the network.
 *
 * @param storage the file that sets the fault of the checkpoints' storage
 */
record Scene(
        BrokerProcess broker,
        FlinkCluster cluster,
        Job job,
        Receivers receivers,
        Traffic traffic,
        Told told,
        Path storage) {

    static final int TASK_MANAGERS = 2;
    static final int SLOTS = 2;

    private static final Duration BROKER_AWAY_AT_MOST = Duration.ofMinutes(2);
    private static final int SIMS = 150;

    /**
     * Starts it, and returns once the job runs and has a checkpoint.
     *
     * @param dir the directory for all of its files
     * @param parts gets the parts that must be closed
     */
    static Scene start(Path root, Path dir, long seed, int recordsPerSecond, Parts parts) throws Exception {
        FlinkLibraries libraries = FlinkLibraries.of(root);
        BrokerProcess broker = parts.add(
                () -> BrokerProcess.start(Files.createDirectories(dir.resolve("kafka")), libraries.logging()));
        Topics.create(broker.address());
        Path storage = dir.resolve("storage-fault");
        StorageFault.NONE.switchOn(storage);
        Map<String, String> flink = Map.of(
                "execution.checkpointing.dir",
                "faulty:" + dir.resolve("cluster/checkpoints"),
                FaultyFileSystemFactory.OPTION,
                storage.toString());
        FlinkCluster cluster = parts.add(() -> FlinkCluster.start(
                libraries, dir.resolve("cluster"), new ClusterSettings(TASK_MANAGERS, SLOTS, true, flink)));
        KafkaOutput kafka = parts.add(() -> new KafkaOutput(broker.address(), BROKER_AWAY_AT_MOST));
        Farm farm = parts.add(Farm::start);
        Receivers receivers = new Receivers(farm, kafka);
        Traffic traffic =
                new Traffic(new NetworkSimulation(seed, SIMS, NetworkSimulation.START), kafka, recordsPerSecond);
        Job job = new Job(cluster, broker.address(), TASK_MANAGERS);
        job.awaitCheckpoint();
        return new Scene(broker, cluster, job, receivers, traffic, new Told(broker.address()), storage);
    }

    /** Sets the storage's fault from now on. */
    void storage(StorageFault fault) throws IOException {
        fault.switchOn(storage);
    }
}
