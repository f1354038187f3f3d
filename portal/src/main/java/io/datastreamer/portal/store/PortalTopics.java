package io.datastreamer.portal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Checks that the topics exist and are configured as required, and creates missing ones. */
public final class PortalTopics {
    private static final String COMPACTED = "compact";
    private static final String HOUR_MS = "3600000";

    /** Thrown when the topics are not as required; says what to do. */
    public static final class TopicsException extends Exception {
        private static final long serialVersionUID = 1L;

        TopicsException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private PortalTopics() {}

    /**
     * Checks the topics.
     *
     * @param passing the topics of questions and answers, whose messages are kept for an hour
     * @param create whether to create missing topics
     * @param replicationFactor for created topics; -1 for the brokers' default
     * @throws TopicsException when the broker does not answer, a topic is missing, or one that portals write does not
     *     have exactly one partition
     */
    public static void prepare(
            KafkaClients clients,
            String streams,
            String status,
            String attempts,
            String portal,
            Collection<String> passing,
            boolean create,
            short replicationFactor)
            throws TopicsException {
        Map<String, String> cleanup = new LinkedHashMap<>();
        cleanup.put(streams, COMPACTED);
        cleanup.put(status, COMPACTED);
        cleanup.put(attempts, "delete");
        cleanup.put(portal, COMPACTED);
        passing.forEach(topic -> cleanup.put(topic, "delete"));
        try (Admin admin = clients.admin()) {
            Map<String, KafkaFuture<TopicDescription>> described =
                    admin.describeTopics(cleanup.keySet()).topicNameValues();
            List<NewTopic> missing = new ArrayList<>();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
                TopicDescription there = descriptionOrNull(topic.getValue());
                if (there == null) {
                    missing.add(new NewTopic(topic.getKey(), Optional.of(1), replicas(replicationFactor))
                            .configs(configs(cleanup, passing, topic.getKey())));
                } else if ((topic.getKey().equals(streams) || topic.getKey().equals(portal))
                        && there.partitions().size() != 1) {
                    throw new TopicsException(
                            (topic.getKey().equals(streams) ? "--streams kafka:" : "--portal kafka:") + topic.getKey()
                                    + ": the topic has "
                                    + there.partitions().size()
                                    + " partitions and must have 1: only then changes have one order. Make another topic"
                                    + " with one partition and copy its messages.",
                            null);
                }
            }
            if (!missing.isEmpty()) {
                make(admin, missing, create);
            }
        } catch (ExecutionException e) {
            throw noAnswer(clients, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw noAnswer(clients, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(clients, e);
        }
    }

    private static Map<String, String> configs(Map<String, String> cleanup, Collection<String> passing, String topic) {
        String policy = cleanup.getOrDefault(topic, "delete");
        return passing.contains(topic)
                ? Map.of("cleanup.policy", policy, "retention.ms", HOUR_MS)
                : Map.of("cleanup.policy", policy);
    }

    private static void make(Admin admin, List<NewTopic> missing, boolean create)
            throws TopicsException, ExecutionException, InterruptedException {
        if (!create) {
            throw new TopicsException(
                    "these topics do not exist: "
                            + String.join(
                                    ", ",
                                    missing.stream()
                                            .map(topic -> topic.name() + " (1 partition, cleanup.policy="
                                                    + topic.configs().get("cleanup.policy")
                                                    + (topic.configs().containsKey("retention.ms")
                                                            ? ", retention.ms=" + HOUR_MS
                                                            : "")
                                                    + ")")
                                            .toList())
                            + ". Create them, or set --topics.create true.",
                    null);
        }
        for (NewTopic topic : missing) {
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                // another portal created it first
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static @Nullable TopicDescription descriptionOrNull(KafkaFuture<TopicDescription> topic)
            throws ExecutionException, InterruptedException {
        try {
            return topic.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private static Optional<Short> replicas(short factor) {
        return factor < 1 ? Optional.empty() : Optional.of(factor);
    }

    private static TopicsException noAnswer(KafkaClients clients, Throwable cause) {
        return new TopicsException(
                "--kafka.bootstrap-servers " + clients.bootstrapServers()
                        + ": the broker does not answer as it should (" + cause.getMessage()
                        + "). Start Kafka, or correct the address and --kafka.*.",
                cause);
    }
}
