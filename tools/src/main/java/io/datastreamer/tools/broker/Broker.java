package io.datastreamer.tools.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** A Kafka broker in this process that is its own controller (KRaft). */
public final class Broker implements AutoCloseable {
    /** Another program may take a free port between the search for it and its use. */
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final String address;

    private Broker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts it on free ports of 127.0.0.1.
     *
     * @param dir the directory of its data
     * @throws IOException when its storage cannot be created, or it cannot listen
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

    /**
     * Starts it on the data of an earlier run, if any, with a fixed port for clients besides its free ones.
     *
     * @param dir the directory of its data
     * @param at where it listens for clients
     * @param host the host name for clients
     * @throws IOException when its storage cannot be created, or it cannot listen
     */
    public static Broker start(Path dir, InetSocketAddress at, String host) throws IOException {
        Storage storage = Storage.make(dir, new Properties());
        Properties properties = new Properties();
        properties.putAll(storage.properties());
        properties.merge(
                "listeners", ",CLIENTS://" + at.getAddress().getHostAddress() + ":" + at.getPort(), Broker::joined);
        properties.merge("advertised.listeners", ",CLIENTS://" + host + ":" + at.getPort(), Broker::joined);
        properties.merge("listener.security.protocol.map", ",CLIENTS:PLAINTEXT", Broker::joined);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw new IOException("the Kafka broker does not start: " + e.getMessage(), e);
        }
        return new Broker(server, storage.address());
    }

    private static Object joined(Object before, Object more) {
        return before.toString() + more;
    }

    /** The address for clients in this process, as {@code HOST:PORT}. */
    public String address() {
        return address;
    }

    /** Waits until it has ended. */
    public void awaitEnd() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
