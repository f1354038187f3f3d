package io.datastreamer.tools.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** The topics of the data contract, each with the configuration that its content needs. */
public enum Topics {
    NETWORK_RECORDS("network-records", "network-records", 2, false),
    BILLING_RECORDS("billing-records", "billing-records", 2, false),
    SIMS("sims", "sims", 2, true),
    CATALOG("catalog", "catalog", 1, true),
    DATA_STREAMS("data-streams", "streams", 1, true),
    DATA_STREAM_STATUS("data-stream-status", "status", 1, true),
    ATTEMPTS("attempts", "attempts", 1, false),
    REJECTED("rejected", "rejected", 1, false),
    QUESTIONS("questions", "questions", 1, false),
    ANSWERS("answers", "answers", 1, false);

    private static final long WITHIN_SECONDS = 60;

    private final String topic;
    private final String option;
    private final int partitions;
    private final boolean compacted;

    Topics(String topic, String option, int partitions, boolean compacted) {
        this.topic = topic;
        this.option = option;
        this.partitions = partitions;
        this.compacted = compacted;
    }

    /** The topic's name. */
    public String topic() {
        return topic;
    }

    /** The job's option for it. */
    public String option() {
        return option;
    }

    /**
     * Creates missing topics.
     *
     * @param bootstrapServers of a broker that may still be starting: it has a minute
     */
    public static void create(String bootstrapServers)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get(WITHIN_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Stream.of(values())
                    .filter(topic -> !there.contains(topic.topic))
                    .map(Topics::definition)
                    .toList();
            admin.createTopics(missing).all().get(WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whether nothing was ever written to it. */
    boolean isEmpty(String bootstrapServers) throws ExecutionException, InterruptedException, TimeoutException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            return admin.listOffsets(ends).all().get(WITHIN_SECONDS, TimeUnit.SECONDS).values().stream()
                    .allMatch(end -> end.offset() == 0);
        }
    }

    private NewTopic definition() {
        return new NewTopic(topic, partitions, (short) 1)
                .configs(Map.of(
                        "cleanup.policy",
                        compacted ? "compact" : "delete",
                        // a broker for a short time: messages with old timestamps stay, too
                        "retention.ms",
                        "-1"));
    }
}
