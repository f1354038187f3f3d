package io.datastreamer.job.ingest;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The properties that the operator set for Kafka's clients, separated by client: no client gets a property that only
 * others know. A property that none of them knows belongs to a plug-in (an interceptor, a login callback) and is given
 * to all.
 */
final class KafkaProperties {
    static final String DEFAULT_GROUP = "data-streamer";
    /**
     * Each poll is passed from one thread to another: with Kafka's default of 500 records that costs more than the
     * records.
     */
    private static final String MOST_RECORDS_A_POLL = "5000";

    /** Kafka's default for the largest request of a producer. */
    private static final int LARGEST_REQUEST = 1 << 20;

    private final Map<String, String> given;

    KafkaProperties(Map<String, String> given) {
        this.given = new TreeMap<>(given);
    }

    boolean hasBootstrapServers() {
        return given.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** Addresses of brokers. */
    String bootstrapServers() {
        String servers = given.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (servers == null) {
            throw new IllegalStateException("--kafka.bootstrap-servers is not set");
        }
        return servers;
    }

    Properties consumer() {
        Properties properties = forClient(ConsumerConfig.configNames());
        properties.putIfAbsent(ConsumerConfig.GROUP_ID_CONFIG, DEFAULT_GROUP);
        properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_A_POLL);
        return properties;
    }

    /**
     * The largest record that is written, in bytes: the producer's limit if it is set as a number, else Kafka's
     * default.
     */
    int largestRequest() {
        String set =
                given.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "").trim();
        return set.matches("[0-9]{1,9}") ? Integer.parseInt(set) : LARGEST_REQUEST;
    }

    Properties producer() {
        return forClient(ProducerConfig.configNames());
    }

    Properties admin() {
        return forClient(AdminClientConfig.configNames());
    }

    private Properties forClient(Set<String> own) {
        Properties properties = new Properties();
        given.forEach((name, value) -> {
            if (own.contains(name) || !isKnown(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    private static boolean isKnown(String name) {
        return ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }
}
