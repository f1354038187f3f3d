package io.datastreamer.portal.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of several portals does what only one may do: who is given the one partition of the portals' topic, as members of
 * a consumer group are. Another one is chosen when it ends, at once, or is not heard of, after seconds.
 *
 * <p>One that is held up may take itself for the chosen one for a moment when it is not any more: whoever acts on it has
 * to write down what it does where the others see it.
 */
public final class OneOfMany implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneOfMany.class);
    private static final String GROUP = "data-streamer-portal-";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MS = 2000;

    private final KafkaClients clients;
    private final String topic;
    private final Thread thread;
    private volatile boolean chosen;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> member;

    /** @param topic the portals' topic, of one partition; the group is named after it */
    public OneOfMany(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
        this.thread = new Thread(this::run, "one-of-many");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Whether it is this portal. */
    public boolean isChosen() {
        return chosen;
    }

    private void run() {
        while (!isClosed()) {
            try (Consumer<byte[], byte[]> joined = clients.member(GROUP + topic)) {
                member = joined;
                joined.subscribe(List.of(topic), new Turns(joined));
                while (!isClosed()) {
                    joined.poll(POLL);
                }
            } catch (WakeupException | InterruptException e) {
                // closed
            } catch (KafkaException e) {
                LOG.warn("whether this portal sends notices cannot be found out now, tried again: {}", e.toString());
                pause();
            } finally {
                chosen = false;
            }
        }
    }

    private final class Turns implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> of;

        private Turns(Consumer<byte[], byte[]> of) {
            this.of = of;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // what is in the topic others read
            of.pause(of.assignment());
            chosen = !of.assignment().isEmpty();
            if (chosen) {
                LOG.info("this portal sends notices from now on");
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            chosen = false;
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            chosen = false;
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            // whether it was closed meanwhile the loop looks
            var unused = closed.await(PAUSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Consumer<byte[], byte[]> joined = member;
        if (joined != null) {
            joined.wakeup();
        }
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
