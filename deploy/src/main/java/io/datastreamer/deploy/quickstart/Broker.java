package io.datastreamer.deploy.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A Kafka broker in this process that is its own controller (KRaft), on free ports of 127.0.0.1. */
final class Broker implements AutoCloseable {
    /** Between looking for free ports and listening there, another program may take one. */
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final String address;

    private Broker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts it.
     *
     * @param dir where its data goes
     * @throws IOException when its storage cannot be made, or it cannot listen
     */
    static Broker start(Path dir) throws IOException {
        for (int attempt = 1; ; attempt++) {
            String address = "127.0.0.1:" + FreePort.find();
            KafkaRaftServer server = new KafkaRaftServer(config(dir.resolve("kafka-" + attempt), address), Time.SYSTEM);
            try {
                server.startup();
                return new Broker(server, address);
            } catch (RuntimeException e) {
                server.shutdown();
                if (attempt == ATTEMPTS) {
                    throw new IOException("the Kafka broker does not start: " + e.getMessage(), e);
                }
            }
        }
    }

    /** Where clients find it, as {@code HOST:PORT}. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static KafkaConfig config(Path dir, String address) throws IOException {
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
        format(dir, properties);
        return new KafkaConfig(properties);
    }

    private static void format(Path dir, Properties properties) throws IOException {
        Files.createDirectories(dir);
        Path file = dir.resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            properties.store(out, null);
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()};
        if (StorageTool.execute(command, new PrintStream(said, true, UTF_8)) != 0) {
            throw new IOException("Kafka's storage cannot be made in " + dir + ": " + said.toString(UTF_8));
        }
    }
}
