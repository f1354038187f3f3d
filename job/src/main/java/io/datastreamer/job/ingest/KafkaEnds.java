package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.record.RawRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Creates sources and sinks of Kafka topics, on Flink's own Kafka connector. */
// the connector accepts only this type for offset resets, which Kafka has deprecated
@SuppressWarnings("deprecation")
final class KafkaEnds {
    private final KafkaProperties properties;
    private final Duration retention;
    private final Duration startTimeout;

    /**
     * @param given what the operator set for Kafka's clients, under Kafka's own names
     * @param retention how long documents are kept
     * @param startTimeout how long brokers may take to answer the check before the start
     */
    KafkaEnds(Map<String, String> given, Duration retention, Duration startTimeout) {
        this.properties = new KafkaProperties(given);
        this.retention = retention;
        this.startTimeout = startTimeout;
    }

    /**
     * Checks that the addresses of the brokers are set.
     *
     * @throws OptionException when not
     */
    void requireServers(List<End.Topic> topics) throws OptionException {
        if (!topics.isEmpty() && !properties.hasBootstrapServers()) {
            throw new OptionException(
                    topics.get(0).shown() + " needs --kafka.bootstrap-servers HOST:PORT[,HOST:PORT…].");
        }
    }

    /**
     * Checks that the brokers answer, the topics exist, and outputs take what is written.
     *
     * @throws OptionException when not
     */
    void check(List<End.Topic> read, List<End.Topic> written) throws OptionException {
        if (!read.isEmpty() || !written.isEmpty()) {
            new KafkaCheck(properties, startTimeout).check(read, written);
        }
    }

    /**
     * A source of the topic's records.
     *
     * @param byDefault where to start if neither a checkpoint nor the URI says so
     * @param name distinguishes this source's clients from those of other ends
     */
    Source<RawRecord, ?, ?> source(End.Topic end, End.Start byDefault, String name, TypeInformation<RawRecord> type) {
        KafkaSourceBuilder<RawRecord> builder = KafkaSource.<RawRecord>builder()
                .setTopics(end.topic())
                .setProperties(properties.consumer())
                .setClientIdPrefix(properties.consumer().getProperty(ConsumerConfig.GROUP_ID_CONFIG) + "-" + name)
                .setStartingOffsets(offsets(end.from() == null ? byDefault : end.from()))
                .setDeserializer(new KafkaRecordReader(type, retention));
        if (end.bounded()) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }

    Sink<OutputRecord> sink(End.Topic end) {
        return KafkaSink.<OutputRecord>builder()
                .setBootstrapServers(properties.bootstrapServers())
                .setKafkaProducerConfig(properties.producer())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new KafkaRecordWriter(end.topic(), properties.largestRequest()))
                .build();
    }

    private static OffsetsInitializer offsets(End.Start start) {
        return new ThenEarliest(
                switch (start.at()) {
                    case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
                    case EARLIEST -> OffsetsInitializer.earliest();
                    case LATEST -> OffsetsInitializer.latest();
                    case TIME -> OffsetsInitializer.timestamp(start.timeMs());
                });
    }
}
