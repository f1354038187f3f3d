package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks before the job starts that brokers answer, topics exist, and outputs take records of every size that is
 * written.
 */
final class KafkaCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaCheck.class);
    /** Names the client in its own log lines, which the launcher's log configuration leaves out. */
    private static final String CLIENT_ID = "data-streamer-check";
    /** Kafka's client reports its own timeout, a moment after it. */
    private static final long GRACE_MS = 1_000;

    private final KafkaProperties properties;
    private final Duration timeout;
    private final String shown;

    /** @param timeout how long brokers may take to answer; if none does, they are asked a second time */
    KafkaCheck(KafkaProperties properties, Duration timeout) {
        this.properties = properties;
        this.timeout = timeout;
        this.shown = "--kafka.bootstrap-servers " + properties.bootstrapServers();
    }

    /**
     * Checks that the brokers answer, the topics exist, and outputs take what is written.
     *
     * @param read topics that are read
     * @param written topics that are written; there is at least one topic in one of the two lists
     * @throws OptionException naming what is missing and what to do
     */
    void check(List<End.Topic> read, List<End.Topic> written) throws OptionException {
        // a plain connection first: Kafka's client would log a warning for each failed attempt until its timeout
        connect();
        Properties admin = properties.admin();
        admin.setProperty(CommonClientConfigs.CLIENT_ID_CONFIG, CLIENT_ID);
        String timeoutMs = String.valueOf(timeout.toMillis());
        admin.setProperty(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMs);
        admin.setProperty(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs);
        Throwable silence = ask(admin, read, written);
        if (silence != null) {
            LOG.warn("{}: no broker answers within {} ms; they are asked again.", shown, timeout.toMillis());
            silence = ask(admin, read, written);
        }
        if (silence != null) {
            throw new OptionException(
                    shown + ": something accepts connections there, but no broker answers within "
                            + timeout.toMillis() + " ms, asked twice (" + silence.getMessage()
                            + "). Look whether the address is a broker's, whether its advertised listeners can be"
                            + " reached from here, and whether --kafka.security.protocol fits. --"
                            + StreamerOptions.START_TIMEOUT.key() + " waits longer.",
                    silence);
        }
    }

    /** Asks about all topics, over new connections. Returns why there was no answer; null if there was one. */
    private @Nullable Throwable ask(Properties admin, List<End.Topic> read, List<End.Topic> written)
            throws OptionException {
        Admin client;
        try {
            client = Admin.create(admin);
        } catch (KafkaException e) {
            throw new OptionException("--kafka.*: Kafka's client refuses these properties: " + rootMessage(e), e);
        }
        try {
            for (End.Topic topic :
                    Stream.concat(read.stream(), written.stream()).toList()) {
                Throwable silence = ask(client, topic);
                if (silence != null) {
                    return silence;
                }
            }
            for (End.Topic topic : written) {
                takesLargeRecords(client, topic);
            }
            return null;
        } finally {
            client.close(Duration.ZERO);
        }
    }

    private void connect() throws OptionException {
        List<String> failures = new ArrayList<>();
        for (String server : properties.bootstrapServers().split(",", -1)) {
            String address = server.trim();
            String host = Utils.getHost(address);
            Integer port = Utils.getPort(address);
            if (host == null || port == null) {
                throw new OptionException(shown + ": '" + address + "' is not HOST:PORT.");
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), (int) timeout.toMillis());
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

    /** Asks about a topic. Returns why there was no answer; null if there was one. */
    private @Nullable Throwable ask(Admin client, End.Topic topic) throws OptionException {
        try {
            client.describeTopics(List.of(topic.topic()))
                    .allTopicNames()
                    .get(timeout.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
            return null;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException e) {
            return e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw new OptionException(
                        topic.shown() + ": the topic " + topic.topic() + " does not exist at "
                                + properties.bootstrapServers() + ". Create it, or correct the name.",
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
            return cause;
        }
    }

    /**
     * Checks that a topic takes the largest records: a record that is too large would make the job fail again and
     * again.
     */
    private void takesLargeRecords(Admin client, End.Topic topic) throws OptionException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
        ConfigEntry taken;
        try {
            taken = Objects.requireNonNull(
                            client.describeConfigs(List.of(resource)).values().get(resource))
                    .get(timeout.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS)
                    .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException | TimeoutException e) {
            // this needs a right that the job does not need otherwise
            LOG.debug("Not known: how large records of {} may be.", topic.topic(), e);
            return;
        }
        int largest = properties.largestRequest();
        if (taken != null && Integer.parseInt(taken.value()) < largest) {
            throw new OptionException(topic.shown() + ": the topic takes records of " + taken.value() + " bytes ("
                    + TopicConfig.MAX_MESSAGE_BYTES_CONFIG + "), and the job writes up to " + largest
                    + ". Raise the one, or set --kafka.max.request.size " + taken.value() + ".");
        }
    }

    private OptionException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new OptionException(shown + ": interrupted while asking the brokers.", e);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
