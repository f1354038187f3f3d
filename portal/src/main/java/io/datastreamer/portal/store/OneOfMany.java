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
 * Chooses one of several portals for work that only one may do: the member of a consumer group that gets the only
 * partition of the portals' topic. Another one is chosen when it stops, at once, or is not heard from, after seconds.
 *
 * <p>A portal that was held up may believe for a moment that it is still the chosen one. So it must store what it does
 * where the others see it.
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

    /** @param topic the portals' topic, with one partition; the group is named after it */
    public OneOfMany(KafkaClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
        this.thread = new Thread(this::run, "one-of-many");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Whether this portal is the chosen one. */
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
            // others read the topic's content
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
            // the loop checks whether it was closed meanwhile
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
