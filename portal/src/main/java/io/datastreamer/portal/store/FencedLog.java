package io.datastreamer.portal.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A log of single-partition topics that any number of portals write to, one at a time. A writer fences the others with
 * the transactional id that they share, reads all topics to their end, decides from what is there, writes and commits.
 * A writer that was fenced in between does not commit, and decides again. A change is done when it is in the topics and
 * in this process's views.
 *
 * <p>Thread-safe; this process makes its changes one after the other.
 */
final class FencedLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FencedLog.class);
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(10);

    /** The header with a change's id, by which its writer recognises it. */
    static final String CHANGE_ID = "change-id";

    private final KafkaClients clients;
    private final String transactionalId;
    private final Map<TopicPartition, TopicReader> readers = new LinkedHashMap<>();
    private final Admin admin;
    private final ReentrantLock writing = new ReentrantLock(true);
    /** Guarded by {@link #writing}. */
    private @Nullable Producer<byte[], byte[]> producer;

    /** Decides what to write; its exceptions go to the caller. */
    interface Decision<E extends Exception> {
        /** The messages for partition 0 of the topics; none for no change. */
        List<ProducerRecord<byte[], byte[]>> messages() throws E;
    }

    FencedLog(KafkaClients clients, String transactionalId) {
        this.clients = clients;
        this.transactionalId = transactionalId;
        this.admin = clients.admin();
    }

    /** Follows a topic from its start; everything in it is known before a decision. */
    void follow(String topic, TopicReader.Handler handler) {
        readers.put(new TopicPartition(topic, 0), new TopicReader(clients, topic, Long.MAX_VALUE, handler));
    }

    void start() {
        readers.values().forEach(TopicReader::start);
    }

    /** Whether all topics were read to their end at the start. */
    boolean isCaughtUp() {
        return readers.values().stream().allMatch(TopicReader::isCaughtUp);
    }

    /** Reads what other portals have written so far. */
    void catchUp() throws UnavailableException {
        try {
            readToTheEnd(Instant.now().plus(READ_DEADLINE));
        } catch (KafkaException e) {
            throw unavailable(e, false);
        }
    }

    /**
     * Makes a change.
     *
     * @param decision called once or more, each time when everything that others have written is known
     * @param isThere whether the change with this id, which its messages carry, is the last one in the view
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    <E extends Exception> void commit(Decision<E> decision, Predicate<String> isThere) throws E, UnavailableException {
        if (!await(writing)) {
            throw new UnavailableException("other changes wait for the broker already; nothing was changed", null);
        }
        try {
            commitAlone(decision, isThere);
        } finally {
            writing.unlock();
        }
    }

    // waiting requests hold a server thread each: they wait no longer than one change takes at most
    private static boolean await(ReentrantLock lock) {
        try {
            return lock.tryLock(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <E extends Exception> void commitAlone(Decision<E> decision, Predicate<String> isThere)
            throws E, UnavailableException {
        String changeId = UUID.randomUUID().toString();
        Instant deadline = Instant.now().plus(DEADLINE);
        boolean mayBeThere = false;
        for (int attempt = 1; ; attempt++) {
            try {
                Producer<byte[], byte[]> writer = writer();
                readToTheEnd(deadline);
                if (mayBeThere && isThere.test(changeId)) {
                    return;
                }
                List<ProducerRecord<byte[], byte[]>> messages = decision.messages();
                if (messages.isEmpty()) {
                    return;
                }
                mayBeThere = true;
                awaitOwnViews(write(writer, messages, changeId), deadline);
                return;
            } catch (KafkaException e) {
                giveUpWriter();
                if (Instant.now().isAfter(deadline)) {
                    throw unavailable(e, mayBeThere);
                }
                LOG.debug("a change is tried again: {}", e.toString());
                pause(attempt);
            }
        }
    }

    private Producer<byte[], byte[]> writer() {
        Producer<byte[], byte[]> writer = producer;
        if (writer == null) {
            writer = clients.producer(transactionalId);
            producer = writer;
            writer.initTransactions();
        }
        return writer;
    }

    private void giveUpWriter() {
        Producer<byte[], byte[]> writer = producer;
        producer = null;
        if (writer != null) {
            try {
                writer.close(Duration.ZERO);
            } catch (KafkaException e) {
                LOG.debug("a producer that failed could not be closed: {}", e.toString());
            }
        }
    }

    /** Writes all messages or none; returns the offsets after them. */
    private static Map<TopicPartition, Long> write(
            Producer<byte[], byte[]> writer, List<ProducerRecord<byte[], byte[]>> messages, String changeId) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        writer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> message : messages) {
            message.headers().add(CHANGE_ID, changeId.getBytes(UTF_8));
            sent.add(writer.send(message));
        }
        writer.commitTransaction();
        Map<TopicPartition, Long> ends = new LinkedHashMap<>();
        try {
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata place = each.get(0, TimeUnit.SECONDS);
                ends.put(new TopicPartition(place.topic(), place.partition()), place.offset() + 1);
            }
            return ends;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a committed message has an offset", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void readToTheEnd(Instant deadline) throws UnavailableException {
        awaitViews(ends(), deadline);
    }

    private Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
        readers.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new LinkedHashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void awaitOwnViews(Map<TopicPartition, Long> written, Instant deadline) throws UnavailableException {
        try {
            awaitViews(written, deadline);
        } catch (UnavailableException e) {
            throw new UnavailableException("the change was made, but cannot be shown yet: read the stream again", e);
        }
    }

    private void awaitViews(Map<TopicPartition, Long> ends, Instant deadline) throws UnavailableException {
        try {
            for (Map.Entry<TopicPartition, TopicReader> each : readers.entrySet()) {
                long end = ends.getOrDefault(each.getKey(), 0L);
                if (!each.getValue().awaitPosition(end, Duration.between(Instant.now(), deadline))) {
                    throw new UnavailableException(
                            "the topic " + each.getKey().topic() + " cannot be read to its end now", null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    // wait, so that the portal that fenced this one can finish
    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(5, 20L * Math.min(attempt, 10) + 10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private static UnavailableException unavailable(KafkaException e, boolean mayBeThere) {
        LOG.warn("the broker does not answer as it should: {}", e.toString());
        return new UnavailableException(
                mayBeThere
                        ? "the broker does not answer; whether the change was made is not known: read the stream again"
                        : "the broker does not answer; nothing was changed",
                e);
    }

    /** Whether the broker answers now. */
    boolean isReachable() {
        try {
            ends();
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        readers.values().forEach(TopicReader::close);
        if (await(writing)) {
            giveUpWriter();
            writing.unlock();
        }
        admin.close(Duration.ofSeconds(1));
    }
}
