package io.datastreamer.portal.store;

import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The data streams, whose truth is a Kafka topic of one partition. Any number of portals may write to it: a writer fences
 * the others by the transactional id that they share, reads to the end, decides by what is there, writes and commits. Who
 * was fenced in between does not commit, and decides anew. A change is done when it is in the topic and in the own view.
 *
 * <p>Thread-safe; changes of one process are made one after the other.
 */
public final class StreamStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamStore.class);
    private static final String TRANSACTIONAL_ID = "data-streamer-portal-";
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration READ_DEADLINE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicPartition partition;
    private final Clock clock;
    private final Admin admin;
    private final StreamView view;
    private final TopicReader reader;
    private final ReentrantLock writing = new ReentrantLock(true);
    /** Of who holds {@link #writing}. */
    private @Nullable Producer<byte[], byte[]> producer;

    /** Decides what to write, by the version that is there; what it throws is the caller's. */
    @FunctionalInterface
    public interface Decision<E extends Exception> {
        /**
         * The stream's next version.
         *
         * @param current the version that is there; null when there is none
         * @return the next version; the stream of {@code current} itself for no change
         */
        StreamConfiguration next(@Nullable StreamVersion current) throws E;
    }

    /** Looks whether a deletion is in order; what it throws is the caller's. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        void check(@Nullable StreamVersion current) throws E;
    }

    private interface Message<E extends Exception> {
        /** What to write: a value, or nothing for a tombstone; {@link #NOTHING} for no change. */
        byte @Nullable [] value(@Nullable StreamVersion current) throws E;
    }

    private static final byte[] NOTHING = new byte[0];

    /**
     * Opens the store. It is filled after {@link #start}.
     *
     * @param topic the topic of data streams
     * @param whenChanged told of each change, by whomever: the stream's id and its organisation
     */
    public StreamStore(KafkaClients clients, String topic, Clock clock, BiConsumer<String, Long> whenChanged) {
        this.clients = clients;
        this.partition = new TopicPartition(topic, 0);
        this.clock = clock;
        this.admin = clients.admin();
        this.view = new StreamView(whenChanged);
        this.reader = new TopicReader(clients, topic, Long.MAX_VALUE, view::apply);
    }

    public void start() {
        reader.start();
    }

    /** Whether the topic was read to what was its end at the start. */
    public boolean isCaughtUp() {
        return reader.isCaughtUp();
    }

    /** The stream as far as this portal has heard; null when there is none. */
    public @Nullable StreamVersion find(String id) {
        return view.get(id);
    }

    /** All streams. */
    public Collection<StreamVersion> all() {
        return view.all();
    }

    /**
     * A number that all versions known here go with: versions with a lower number that are not among {@link #all} were
     * replaced, or their streams deleted.
     */
    public long version() {
        return view.version();
    }

    /** Whether a stream was deleted, as far as the topic still says so. */
    public boolean wasDeleted(String id) {
        return view.isMarkedDeleted(id);
    }

    /** Reads what other portals have written up to now. */
    public void catchUp() throws UnavailableException {
        try {
            readToTheEnd(Instant.now().plus(READ_DEADLINE));
        } catch (KafkaException e) {
            throw unavailable(e, false);
        }
    }

    /**
     * Makes or changes a stream.
     *
     * @param id the stream
     * @param decision called once or more, each time after all that others have written is known
     * @return the version that is there now
     * @throws UnavailableException when the broker does not answer: says whether something may have changed
     */
    public <E extends Exception> StreamVersion write(String id, Decision<E> decision) throws E, UnavailableException {
        commitDecided(id, current -> {
            StreamConfiguration next = decision.next(current);
            return current != null && next.equals(current.stream()) ? NOTHING : DataStreamCodec.write(next);
        });
        StreamVersion now = view.get(id);
        if (now == null) {
            throw new UnavailableException("the data stream was deleted by another portal at the same time", null);
        }
        return now;
    }

    /**
     * Deletes a stream.
     *
     * @param condition called once or more, each time after all that others have written is known
     * @throws UnavailableException when the broker does not answer: says whether something may have changed
     */
    public <E extends Exception> void delete(String id, Condition<E> condition) throws E, UnavailableException {
        commitDecided(id, current -> {
            condition.check(current);
            return current == null ? NOTHING : StreamView.deletion(current.stream());
        });
    }

    /**
     * Replaces marks of deletions by tombstones, so that compaction takes them away.
     *
     * @param olderThan the job has surely read older marks
     */
    public void buryDeletions(Duration olderThan) throws UnavailableException {
        Instant before = clock.instant().minus(olderThan);
        for (StreamView.Deletion deletion : view.deletionsBefore(before)) {
            this.<RuntimeException>commitDecided(deletion.id(), current -> current == null ? null : NOTHING);
        }
    }

    private <E extends Exception> void commitDecided(String id, Message<E> message) throws E, UnavailableException {
        if (!await(writing)) {
            throw new UnavailableException("other changes wait for the broker already; nothing was changed", null);
        }
        try {
            commitAlone(id, message);
        } finally {
            writing.unlock();
        }
    }

    // those who wait hold a thread of the server each: not for longer than one change takes at most
    private static boolean await(ReentrantLock lock) {
        try {
            return lock.tryLock(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <E extends Exception> void commitAlone(String id, Message<E> message) throws E, UnavailableException {
        String changeId = UUID.randomUUID().toString();
        Instant deadline = Instant.now().plus(DEADLINE);
        boolean mayBeThere = false;
        for (int attempt = 1; ; attempt++) {
            try {
                Producer<byte[], byte[]> writer = writer();
                readToTheEnd(deadline);
                if (mayBeThere && view.isLastChange(id, changeId)) {
                    return;
                }
                byte[] value = message.value(view.get(id));
                if (value == NOTHING) {
                    return;
                }
                mayBeThere = true;
                long offset = commit(writer, id, value, changeId);
                awaitOwnView(offset, deadline);
                return;
            } catch (KafkaException e) {
                giveUpWriter();
                if (Instant.now().isAfter(deadline)) {
                    throw unavailable(e, mayBeThere);
                }
                LOG.debug("a change of {} is tried again: {}", id, e.toString());
                pause(attempt);
            }
        }
    }

    private Producer<byte[], byte[]> writer() {
        Producer<byte[], byte[]> writer = producer;
        if (writer == null) {
            writer = clients.producer(TRANSACTIONAL_ID + partition.topic());
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

    private long commit(Producer<byte[], byte[]> writer, String id, byte @Nullable [] value, String changeId) {
        ProducerRecord<byte[], byte[]> change =
                new ProducerRecord<>(partition.topic(), partition.partition(), id.getBytes(UTF_8), value);
        change.headers().add(StreamView.CHANGE_ID, changeId.getBytes(UTF_8));
        writer.beginTransaction();
        var sent = writer.send(change);
        writer.commitTransaction();
        try {
            return sent.get(0, TimeUnit.SECONDS).offset();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("a committed message has an offset", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void readToTheEnd(Instant deadline) throws UnavailableException {
        awaitView(end(), deadline);
    }

    private long end() {
        try {
            return admin.listOffsets(
                            Map.of(partition, OffsetSpec.latest()),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private void awaitOwnView(long written, Instant deadline) throws UnavailableException {
        try {
            awaitView(written + 1, deadline);
        } catch (UnavailableException e) {
            throw new UnavailableException("the change was made, but cannot be shown yet: read the stream again", e);
        }
    }

    private void awaitView(long offset, Instant deadline) throws UnavailableException {
        try {
            if (reader.awaitPosition(offset, Duration.between(Instant.now(), deadline))) {
                return;
            }
            throw new UnavailableException("the topic " + partition.topic() + " cannot be read to its end now", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", e);
        }
    }

    // who was fenced by another portal lets it finish
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
    public boolean isReachable() {
        try {
            end();
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    @Override
    public void close() {
        reader.close();
        if (await(writing)) {
            giveUpWriter();
            writing.unlock();
        }
        admin.close(Duration.ofSeconds(1));
    }
}
