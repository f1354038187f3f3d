package io.datastreamer.deploy.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this process that is its own controller (KRaft), on free ports of 127.0.0.1. */
public final class Broker implements AutoCloseable {
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
    public static Broker start(Path dir) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Storage storage = Storage.make(dir.resolve("kafka-" + attempt), new Properties());
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(storage.properties()), Time.SYSTEM);
            try {
                server.startup();
                return new Broker(server, storage.address());
            } catch (RuntimeException e) {
                server.shutdown();
                if (attempt == ATTEMPTS) {
                    throw new IOException("the Kafka broker does not start: " + e.getMessage(), e);
                }
            }
        }
    }

    /** Where clients find it, as {@code HOST:PORT}. */
    public String address() {
        return address;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
