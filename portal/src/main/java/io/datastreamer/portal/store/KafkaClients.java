package io.datastreamer.portal.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Creates Kafka clients with the operator's properties. A client gets no properties that only other kinds of clients
 * know; properties that none of them knows belong to a plug-in and are given to all.
 */
public final class KafkaClients {
    /** Short, because somebody waits: an unreachable broker is reported, and the request can be repeated. */
    private static final String TIMEOUT_MS = "5000";

    private static final String DEADLINE_MS = "10000";
    private static final String SESSION_MS = "10000";

    private final Map<String, String> given;

    /** @param given properties by Kafka's names */
    public KafkaClients(Map<String, String> given) {
        this.given = Map.copyOf(given);
    }

    String bootstrapServers() {
        return given.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    /** A consumer without a group that sees only committed transactions. */
    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(readCommitted(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The same for reading single messages by offset: it fetches little more than requested, without delay. */
    Consumer<byte[], byte[]> lookups() {
        Map<String, Object> properties = readCommitted();
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "262144");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DEADLINE_MS);
        properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A member of a group whose absence is noticed quickly. It commits no offsets. */
    Consumer<byte[], byte[]> member(String group) {
        Map<String, Object> properties = readCommitted();
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "3000");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer that fences all others with the same id. */
    Producer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> properties = forClient(ProducerConfig.configNames());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "20000");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DEADLINE_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DEADLINE_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "data-streamer-portal");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A producer that writes messages once, without transactions. */
    Producer<byte[], byte[]> plainProducer() {
        Map<String, Object> properties = forClient(ProducerConfig.configNames());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DEADLINE_MS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "data-streamer-portal");
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    Admin admin() {
        Map<String, Object> properties = forClient(AdminClientConfig.configNames());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, DEADLINE_MS);
        properties.putIfAbsent(AdminClientConfig.CLIENT_ID_CONFIG, "data-streamer-portal");
        return Admin.create(properties);
    }

    private Map<String, Object> readCommitted() {
        Map<String, Object> properties = forClient(ConsumerConfig.configNames());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
        properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "data-streamer-portal");
        return properties;
    }

    private Map<String, Object> forClient(Set<String> own) {
        Map<String, Object> properties = new HashMap<>();
        given.forEach((name, value) -> {
            if (own.contains(name) || !isKnown(name)) {
                properties.put(name, value);
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
