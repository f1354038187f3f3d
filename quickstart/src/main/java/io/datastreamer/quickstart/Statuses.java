package io.datastreamer.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.broker.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Follows the job's outputs: the status of each data stream, and the number of rejected records. */
final class Statuses implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Set<String> UNDER_WAY = Set.of("RUNNING", "CATCHING_UP");
    private static final int CLOSE_MILLIS = 5000;

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> statuses = new ConcurrentHashMap<>();
    private final AtomicLong rejected = new AtomicLong();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader = new Thread(this::read, "statuses");

    Statuses(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(
                new TopicPartition(Topics.DATA_STREAM_STATUS.topic(), 0),
                new TopicPartition(Topics.REJECTED.topic(), 0)));
        reader.setDaemon(true);
        reader.start();
    }

    /** The newest status of the data stream, or null when it has none yet. */
    @Nullable
    JsonNode of(String streamId) {
        return statuses.get(streamId);
    }

    /** Pending documents of other data streams than these, except those that are paused or failing. */
    long pendingOfOthers(Set<String> streamIds) {
        return statuses.entrySet().stream()
                .filter(entry -> !streamIds.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(status -> UNDER_WAY.contains(status.path("state").asText()))
                .mapToLong(status -> status.path("pending").asLong())
                .sum();
    }

    long rejected() {
        return rejected.get();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join(CLOSE_MILLIS);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    take(message);
                }
            }
        } catch (WakeupException e) {
            // closed at the end
        } catch (KafkaException | IOException e) {
            System.err.println("quickstart: the status of data streams cannot be read any more: " + e.getMessage());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) throws IOException {
        if (message.topic().equals(Topics.REJECTED.topic())) {
            rejected.incrementAndGet();
        } else if (message.value() == null) {
            statuses.remove(new String(message.key(), UTF_8));
        } else {
            JsonNode status = json.readTree(message.value());
            statuses.put(status.path("stream_id").asText(), status);
        }
    }
}
