package io.datastreamer.portal.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic in its own thread, from the start or from near its end, and never stops. While the broker is
 * unreachable it tries again, from where it was.
 */
final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MS = 1000;

    /** Handles a record; called by the reader's thread. */
    interface Handler {
        void accept(ConsumerRecord<byte[], byte[]> message);
    }

    /**
     * Called for each partition with the offset where reading begins, before its first record; only the first call
     * counts.
     */
    interface Begin {
        void at(int partition, long offset);
    }

    private final KafkaClients clients;
    private final String topic;
    private final long fromEnd;
    private final Handler handler;
    private final Begin begin;
    private final Thread thread;
    /** Guarded by this: the next offset of each partition. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private @Nullable Map<TopicPartition, Long> firstEnd;
    private boolean caughtUp;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * Creates a reader; {@link #start} begins.
     *
     * @param topic its name
     * @param fromEnd how many of the last messages of each partition to read; {@link Long#MAX_VALUE} for all
     */
    TopicReader(KafkaClients clients, String topic, long fromEnd, Handler handler) {
        this(clients, topic, fromEnd, handler, (partition, offset) -> {});
    }

    /** The same, for callers that need to know where it began. */
    TopicReader(KafkaClients clients, String topic, long fromEnd, Handler handler, Begin begin) {
        this.clients = clients;
        this.topic = topic;
        this.fromEnd = fromEnd;
        this.handler = handler;
        this.begin = begin;
        this.thread = new Thread(this::run, "read-" + topic);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether everything that was there at the start has been read. */
    synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    /**
     * Waits until everything before an offset of partition 0 has been handled.
     *
     * @return whether that happened in time
     */
    boolean awaitPosition(long offset, Duration atMost) throws InterruptedException {
        TopicPartition partition = new TopicPartition(topic, 0);
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (this) {
            while (positions.getOrDefault(partition, -1L) < offset) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || closed) {
                    return false;
                }
                wait(left / 1_000_000 + 1);
            }
            return true;
        }
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> opened = clients.consumer()) {
                consumer = opened;
                read(opened);
            } catch (WakeupException e) {
                // closed
            } catch (KafkaException e) {
                LOG.warn("{}: cannot be read now, tried again: {}", topic, e.toString());
                pause();
            } catch (RuntimeException e) {
                LOG.error("{}: cannot be read, tried again", topic, e);
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> from) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : from.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        from.assign(partitions);
        seek(from, partitions);
        while (!closed) {
            from.poll(POLL).forEach(this::handle);
            publish(from, partitions);
        }
    }

    private void seek(Consumer<byte[], byte[]> from, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> starts = from.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = from.endOffsets(partitions);
        synchronized (this) {
            if (firstEnd == null) {
                firstEnd = ends;
            }
            for (TopicPartition partition : partitions) {
                long start = starts.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                long first = fromEnd == Long.MAX_VALUE ? start : Math.max(start, end - fromEnd);
                begin.at(partition.partition(), first);
                from.seek(partition, positions.getOrDefault(partition, first));
            }
        }
    }

    private void handle(ConsumerRecord<byte[], byte[]> message) {
        try {
            handler.accept(message);
        } catch (RuntimeException e) {
            // one bad message must not stop those after it
            LOG.error("{}-{}: the message {} could not be used", topic, message.partition(), message.offset(), e);
        }
    }

    private void publish(Consumer<byte[], byte[]> from, List<TopicPartition> partitions) {
        synchronized (this) {
            boolean all = true;
            for (TopicPartition partition : partitions) {
                long position = from.position(partition);
                positions.put(partition, position);
                all &= firstEnd == null || position >= firstEnd.getOrDefault(partition, 0L);
            }
            caughtUp |= all;
            notifyAll();
        }
    }

    private void pause() {
        synchronized (this) {
            long until = System.nanoTime() + PAUSE_MS * 1_000_000;
            try {
                for (long left = PAUSE_MS; left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
                    wait(left);
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            notifyAll();
        }
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
