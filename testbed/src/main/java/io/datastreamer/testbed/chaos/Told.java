package io.datastreamer.testbed.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.broker.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the job's output topics, anew at each call. */
final class Told {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ObjectMapper json = new ObjectMapper();
    private final String bootstrapServers;

    Told(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The state of the data stream in its last status, such as PAUSED; empty before the first one. */
    String state(SimulatedStream subscription) throws IOException {
        String state = "";
        for (JsonNode status : read(Topics.DATA_STREAM_STATUS)) {
            if (status.path("stream_id").asText().equals(subscription.streamId())) {
                state = status.path("state").asText();
            }
        }
        return state;
    }

    /** How many records are rejected; one that the job reported again after a restart counts once. */
    int rejected() throws IOException {
        Set<String> places = new HashSet<>();
        for (JsonNode rejected : read(Topics.REJECTED)) {
            places.add(rejected.path("source").asText() + " "
                    + rejected.path("position").asText());
        }
        return places.size();
    }

    // everything in the topic's only partition now
    private List<JsonNode> read(Topics topic) throws IOException {
        List<JsonNode> values = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic.topic(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (message.value() != null) {
                        values.add(json.readTree(message.value()));
                    }
                }
            }
        }
        return values;
    }
}
