package io.datastreamer.job.ingest;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializerValidator;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts at the given place, once. If the place that reading has reached is gone later, because the topic's retention
 * has removed it or the topic is a new one, reading goes on at the earliest record that exists, so that what is left is
 * not lost as well.
 */
// as the connector declares it
@SuppressWarnings("deprecation")
record ThenEarliest(OffsetsInitializer start) implements OffsetsInitializer, OffsetsInitializerValidator {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        return start.getPartitionOffsets(partitions, retriever);
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }

    @Override
    public void validate(Properties consumer) {
        if (start instanceof OffsetsInitializerValidator validator) {
            validator.validate(consumer);
        }
    }
}
