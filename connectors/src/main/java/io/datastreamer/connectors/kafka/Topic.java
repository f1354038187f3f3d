package io.datastreamer.connectors.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;

/**
 * A topic's partitions and their leaders.
 *
 * @param partitions the number of partitions
 * @param leaders the broker that accepts the records of each partition; without partitions that have no leader now
 * @param asOfNanos when this was read, on a monotonic clock
 */
record Topic(int partitions, Map<Integer, KafkaSettings.Address> leaders, long asOfNanos) {
    private static final long GOOD_NANOS = Duration.ofMinutes(5).toNanos();

    /**
     * Reads a broker's answer.
     *
     * @throws RefusedException when it says that the topic cannot be written to
     */
    static Topic of(String name, MetadataResponse answer, Collection<String> secrets) throws RefusedException {
        MetadataResponseData.MetadataResponseTopic topic =
                answer.data().topics().find(name);
        Errors error = topic == null ? Errors.UNKNOWN_TOPIC_OR_PARTITION : Errors.forCode(topic.errorCode());
        if (topic == null || error != Errors.NONE) {
            throw new RefusedException(KafkaVerdict.of(error, null, secrets));
        }
        Map<Integer, KafkaSettings.Address> leaders = new HashMap<>();
        for (MetadataResponseData.MetadataResponsePartition partition : topic.partitions()) {
            MetadataResponseData.MetadataResponseBroker leader =
                    answer.data().brokers().find(partition.leaderId());
            if (leader != null) {
                leaders.put(partition.partitionIndex(), new KafkaSettings.Address(leader.host(), leader.port()));
            }
        }
        if (topic.partitions().isEmpty()) {
            throw new RefusedException(KafkaVerdict.of(Errors.LEADER_NOT_AVAILABLE, null, secrets));
        }
        return new Topic(topic.partitions().size(), leaders, System.nanoTime());
    }

    KafkaSettings.@Nullable Address leaderOf(int partition) {
        return leaders.get(partition);
    }

    boolean isGood() {
        return System.nanoTime() - asOfNanos < GOOD_NANOS;
    }
}
