package io.datastreamer.portal.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads messages of a topic by offset, with a few consumers that are kept open. Thread-safe. */
final class RecordReads implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);
    /**
     * Offsets within this distance are read together, although not all between are wanted: about one answer of the
     * broker.
     */
    private static final long TOGETHER = 400;

    private final KafkaClients clients;
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    /** Guarded by itself. */
    private final Deque<Consumer<byte[], byte[]>> idle = new ArrayDeque<>();

    private volatile boolean closed;

    RecordReads(KafkaClients clients) {
        this.clients = clients;
    }

    /** Handles a message. */
    interface Handler {
        void accept(ConsumerRecord<byte[], byte[]> message);
    }

    /** Uses a consumer. */
    interface Work<T> {
        T with(Consumer<byte[], byte[]> consumer);
    }

    /**
     * Works with a consumer that nobody else uses meanwhile.
     *
     * @throws UnavailableException when none is free, or the broker does not answer
     */
    <T> T with(Work<T> work) throws UnavailableException {
        try {
            if (!free.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UnavailableException("others read attempts already", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
        Consumer<byte[], byte[]> consumer = null;
        boolean sound = false;
        try {
            consumer = take();
            T result = work.with(consumer);
            sound = true;
            return result;
        } catch (KafkaException e) {
            throw new UnavailableException("the broker does not answer; nothing was changed", e);
        } finally {
            if (consumer != null) {
                giveBack(consumer, sound);
            }
            free.release();
        }
    }

    /**
     * Reads the messages at some offsets; those that no longer exist are left out.
     *
     * @param offsets in any order
     */
    static void read(Consumer<byte[], byte[]> consumer, TopicPartition partition, List<Long> offsets, Handler handler) {
        List<Long> ascending = offsets.stream().sorted().toList();
        consumer.assign(List.of(partition));
        int next = 0;
        while (next < ascending.size()) {
            long first = ascending.get(next);
            Set<Long> together = new HashSet<>();
            long last = first;
            while (next < ascending.size() && ascending.get(next) - last <= TOGETHER) {
                last = ascending.get(next++);
                together.add(last);
            }
            readRange(consumer, partition, first, last + 1, message -> {
                if (together.contains(message.offset())) {
                    handler.accept(message);
                }
            });
        }
    }

    /**
     * Reads all messages of a range.
     *
     * @param end the offset after the last one, which exists already
     */
    static void readRange(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long first, long end, Handler handler) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, first);
        long deadline = System.nanoTime() + WAIT.toNanos();
        while (consumer.position(partition) < end) {
            List<ConsumerRecord<byte[], byte[]>> messages = consumer.poll(POLL).records(partition);
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                if (message.offset() < end) {
                    handler.accept(message);
                }
            }
            if (!messages.isEmpty()) {
                deadline = System.nanoTime() + WAIT.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new KafkaException(partition + " is not read on from " + consumer.position(partition));
            }
        }
    }

    private Consumer<byte[], byte[]> take() {
        synchronized (idle) {
            Consumer<byte[], byte[]> there = idle.poll();
            if (there != null) {
                return there;
            }
        }
        return clients.lookups();
    }

    private void giveBack(Consumer<byte[], byte[]> consumer, boolean sound) {
        synchronized (idle) {
            if (sound && !closed) {
                idle.push(consumer);
                return;
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(consumer -> consumer.close(CloseOptions.timeout(Duration.ZERO)));
            idle.clear();
        }
    }
}
