package io.datastreamer.portal.store;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last delivery attempts of each data stream: the newest of what was heard, within bounds. */
public final class Attempts implements AutoCloseable {
    /** Most attempts of a stream. */
    public static final int OF_A_STREAM = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int OF_ALL = 100_000;
    private static final int FROM_THE_END = 20_000;

    /** Guarded by itself; who was heard of longest ago first. */
    private final Map<String, Deque<DeliveryAttempt>> byStream = new LinkedHashMap<>(16, 0.75f, true);

    private int kept;
    private final TopicReader reader;
    private final Consumer<DeliveryAttempt> whenHeard;

    /**
     * Opens the view. It is filled after {@link #start}, with some of the past, too.
     *
     * @param whenHeard told of each attempt
     */
    public Attempts(KafkaClients clients, String topic, Consumer<DeliveryAttempt> whenHeard) {
        this.whenHeard = whenHeard;
        this.reader = new TopicReader(clients, topic, FROM_THE_END, this::apply);
    }

    public void start() {
        reader.start();
    }

    /** The stream's last attempts, newest first. */
    public List<DeliveryAttempt> of(String streamId, int most) {
        synchronized (byStream) {
            Deque<DeliveryAttempt> attempts = byStream.get(streamId);
            if (attempts == null) {
                return List.of();
            }
            List<DeliveryAttempt> newest = new ArrayList<>();
            Iterator<DeliveryAttempt> next = attempts.iterator();
            while (next.hasNext() && newest.size() < most) {
                newest.add(next.next());
            }
            return newest;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        try {
            DeliveryAttempt attempt = DeliveryAttemptCodec.read(message.value());
            keep(attempt);
            whenHeard.accept(attempt);
        } catch (ContractException e) {
            LOG.warn(
                    "{}-{}: the attempt {} is left out: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    e.getMessage());
        }
    }

    private void keep(DeliveryAttempt attempt) {
        synchronized (byStream) {
            Deque<DeliveryAttempt> attempts = byStream.computeIfAbsent(attempt.streamId(), id -> new ArrayDeque<>());
            attempts.addFirst(attempt);
            kept++;
            if (attempts.size() > OF_A_STREAM) {
                attempts.removeLast();
                kept--;
            }
            Iterator<Deque<DeliveryAttempt>> oldest = byStream.values().iterator();
            while (kept > OF_ALL) {
                kept -= oldest.next().size();
                oldest.remove();
            }
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
