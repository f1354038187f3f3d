package io.datastreamer.tools.broker;

import io.datastreamer.tools.process.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A directory that a broker can start on: its properties and formatted data.
 *
 * @param address the broker's address for clients, as {@code HOST:PORT}
 * @param file the properties
 */
record Storage(String address, Path file, Properties properties) {
    /**
     * Creates one, for a broker that is its own controller (KRaft), on currently free ports of 127.0.0.1.
     *
     * @param dir the directory; created if it does not exist. Data of an earlier broker is kept
     * @param more further properties, which override ours
     * @throws IOException when it cannot be created
     */
    static Storage make(Path dir, Properties more) throws IOException {
        String address = "127.0.0.1:" + FreePort.find();
        String controller = "127.0.0.1:" + FreePort.find();
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("listeners", "BROKER://" + address + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "BROKER://" + address);
        properties.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "BROKER");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("log.dirs", dir.resolve("data").toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // the default takes 128 MiB of heap
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.setProperty(internal + ".replication.factor", "1");
            properties.setProperty(internal + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.putAll(more);
        return new Storage(address, format(dir, properties), properties);
    }

    private static Path format(Path dir, Properties properties) throws IOException {
        Files.createDirectories(dir);
        Path file = dir.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {
            "format", "--ignore-formatted", "--cluster-id", clusterId(properties), "--config", file.toString()
        };
        if (StorageTool.execute(command, new PrintStream(said, true, UTF_8)) != 0) {
            throw new IOException("Kafka's storage cannot be made in " + dir + ": " + said.toString(UTF_8));
        }
        return file;
    }

    /** The id in the existing data; otherwise a new one. */
    private static String clusterId(Properties properties) throws IOException {
        Path of = Path.of(properties.getProperty("log.dirs"), "meta.properties");
        Properties found = new Properties();
        if (Files.exists(of)) {
            try (Reader in = Files.newBufferedReader(of, UTF_8)) {
                found.load(in);
            }
        }
        return found.getProperty("cluster.id", Uuid.randomUuid().toString());
    }
}
