package io.datastreamer.portal.store;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds attempts from before this process started to the index: slice by slice, newest first, until it has the whole
 * topic or the index is full. It has its own thread, which then ends.
 */
final class AttemptPast implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptPast.class);
    private static final long PAUSE_MS = 1000;

    private final KafkaClients clients;
    private final String topic;
    private final AttemptIndex index;
    private final HourCounters counters;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean whole;

    AttemptPast(KafkaClients clients, String topic, AttemptIndex index, HourCounters counters) {
        this.clients = clients;
        this.topic = topic;
        this.index = index;
        this.counters = counters;
        this.thread = new Thread(this::run, "read-past-" + topic);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether everything that was in the topic at the start has been read. */
    boolean isWhole() {
        return whole;
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = clients.lookups()) {
                if (readAll(consumer)) {
                    return;
                }
            } catch (KafkaException e) {
                LOG.warn("{}: older attempts cannot be read now, tried again: {}", topic, e.toString());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whether nothing is left to do; false before the reader has begun. */
    private boolean readAll(Consumer<byte[], byte[]> consumer) {
        Map<Integer, Long> floors = new HashMap<>();
        for (int partition : index.partitions()) {
            floors.put(partition, index.firstOf(partition));
        }
        if (floors.size() < consumer.partitionsFor(topic).size()) {
            return false;
        }
        // one slice of each partition in turn, so that all reach back equally far
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<Integer, Long> floor : floors.entrySet()) {
                more |= !closed && readSlice(consumer, startOf(consumer, floor.getKey()), floor);
            }
        }
        whole = !closed
                && floors.entrySet().stream().allMatch(floor -> floor.getValue() <= startOf(consumer, floor.getKey()));
        return true;
    }

    private long startOf(Consumer<byte[], byte[]> consumer, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        return consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }

    /** Whether there was a slice, and room for it. */
    private boolean readSlice(Consumer<byte[], byte[]> consumer, long start, Map.Entry<Integer, Long> floor) {
        TopicPartition partition = new TopicPartition(topic, floor.getKey());
        long end = floor.getValue();
        long first = Math.max(start, end - AttemptIndex.SEGMENT);
        if (first >= end) {
            return false;
        }
        AttemptSegment segment = new AttemptSegment(first, AttemptIndex.SEGMENT);
        List<DeliveryAttempt> attempts = new ArrayList<>();
        RecordReads.readRange(consumer, partition, first, end, message -> {
            if (message.value() != null) {
                try {
                    DeliveryAttempt attempt = DeliveryAttemptCodec.read(message.value());
                    AttemptIndex.add(segment, message.offset(), attempt);
                    attempts.add(attempt);
                } catch (ContractException e) {
                    LOG.debug("{}: the attempt {} is left out: {}", partition, message.offset(), e.getMessage());
                }
            }
        });
        segment.seal();
        if (!index.prepend(partition.partition(), end, segment)) {
            return false;
        }
        attempts.forEach(counters::add);
        floor.setValue(first);
        return true;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
