package io.datastreamer.benchmarks.rig;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.tools.broker.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the job tells of its data streams; read when it is asked for. Not thread-safe. */
public final class Statuses implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Map<String, StreamStatus> newest = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;

    public Statuses(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition(Topics.DATA_STREAM_STATUS.topic(), 0)));
    }

    /** How many of these data streams have told that documents wait, or have told nothing yet. */
    public int behind(Collection<String> streamIds) {
        read();
        return (int) streamIds.stream().filter(id -> !isThrough(id)).count();
    }

    private boolean isThrough(String streamId) {
        StreamStatus status = newest.get(streamId);
        return status != null && status.pending() == 0;
    }

    // all that there is
    private void read() {
        for (ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
                !messages.isEmpty();
                messages = consumer.poll(POLL)) {
            messages.forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        try {
            StreamStatus status = StreamStatusCodec.read(message.value());
            newest.put(status.streamId(), status);
        } catch (ContractException e) {
            throw new IllegalStateException("the job tells a status that breaks the contract", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
