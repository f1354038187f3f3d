package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** Looks whether brokers answer and topics exist before the job starts. */
final class KafkaCheck {
    private static final int TIMEOUT_SECONDS = 10;
    /** Names the client in its own log lines, which the launcher's log configuration leaves out. */
    private static final String CLIENT_ID = "data-streamer-check";

    private KafkaCheck() {}

    /**
     * Looks whether the brokers answer and the topics exist.
     *
     * @param topics at least one
     * @throws OptionException naming what is not there and what to do
     */
    static void check(KafkaProperties properties, List<End.Topic> topics) throws OptionException {
        String servers = properties.bootstrapServers();
        String shown = "--kafka.bootstrap-servers " + servers;
        // a plain connection first: Kafka's client would warn of each failed attempt for all of its time
        connect(shown, servers);
        Properties admin = properties.admin();
        admin.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
        String timeoutMs = String.valueOf(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        admin.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        admin.setProperty(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        try (Admin client = Admin.create(admin)) {
            for (End.Topic topic : topics) {
                await(
                        shown,
                        servers,
                        topic,
                        client.describeTopics(List.of(topic.topic())).allTopicNames());
            }
        } catch (KafkaException e) {
            throw new OptionException("--kafka.*: Kafka's client refuses these properties: " + rootMessage(e), e);
        }
    }

    private static void connect(String shown, String servers) throws OptionException {
        List<String> failures = new ArrayList<>();
        for (String server : servers.split(",", -1)) {
            String address = server.trim();
            String host = Utils.getHost(address);
            Integer port = Utils.getPort(address);
            if (host == null || port == null) {
                throw new OptionException(shown + ": '" + address + "' is not HOST:PORT.");
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), TIMEOUT_SECONDS * 1000);
                return;
            } catch (UnknownHostException e) {
                failures.add(address + ": unknown host");
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + e.getMessage());
            }
        }
        throw new OptionException(shown + ": no broker can be reached (" + String.join("; ", failures)
                + "). Start Kafka, or correct the address.");
    }

    private static void await(String shown, String servers, End.Topic topic, KafkaFuture<?> described)
            throws OptionException {
        try {
            described.get(TIMEOUT_SECONDS + 1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OptionException(shown + ": interrupted while asking the brokers.", e);
        } catch (TimeoutException e) {
            throw noAnswer(shown, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw new OptionException(
                        topic.shown() + ": the topic " + topic.topic() + " does not exist at " + servers
                                + ". Create it, or correct the name.",
                        cause);
            }
            if (cause instanceof AuthorizationException) {
                throw new OptionException(
                        topic.shown() + ": this client has no right to see the topic " + topic.topic() + ": "
                                + cause.getMessage(),
                        cause);
            }
            if (cause instanceof AuthenticationException) {
                throw new OptionException(
                        shown + ": the broker refuses to authenticate this client: " + cause.getMessage()
                                + ". Correct --kafka.security.protocol, --kafka.sasl.* or --kafka.ssl.*.",
                        cause);
            }
            throw noAnswer(shown, cause);
        }
    }

    private static OptionException noAnswer(String shown, Throwable cause) {
        return new OptionException(
                shown + ": something accepts connections there, but no broker answers within " + TIMEOUT_SECONDS
                        + " s (" + cause.getMessage() + "). Look whether the address is a broker's, whether its"
                        + " advertised listeners can be reached from here, and whether --kafka.security.protocol fits.",
                cause);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
