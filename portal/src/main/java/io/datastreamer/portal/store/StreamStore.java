package io.datastreamer.portal.store;

import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stores what portals write: the data streams, which the job reads, and, for portals only, who changed what and the API
 * keys. Everything is in two Kafka topics with one partition each; a change of a stream and the record of who made it
 * are one transaction.
 *
 * <p>Thread-safe; this process makes its changes one after the other.
 */
public final class StreamStore implements AutoCloseable {
    private static final String TRANSACTIONAL_ID = "data-streamer-portal-";

    private final String topic;
    private final Clock clock;
    private final StreamView view;
    private final PortalRecords records;
    private final FencedLog log;
    private final NoticeStore notices;

    /** Decides what to write, given the current version; its exceptions go to the caller. */
    @FunctionalInterface
    public interface Decision<E extends Exception> {
        /**
         * Returns the stream's next version.
         *
         * @param current the current version; null when there is none
         * @return the next version; the stream of {@code current} itself for no change
         */
        StreamConfiguration next(@Nullable StreamVersion current) throws E;
    }

    /** Checks whether a deletion is allowed; its exceptions go to the caller. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {
        void check(@Nullable StreamVersion current) throws E;
    }

    /** Who changes a stream and how, as the customer sees it. */
    public interface Author {
        Activity at(Instant time);
    }

    /**
     * Creates the store. {@link #start} fills it.
     *
     * @param topic the topic of data streams
     * @param own the topic that only portals read
     * @param whenChanged called for each change, whoever made it, with the stream's id and organisation
     */
    public StreamStore(
            KafkaClients clients, String topic, String own, Clock clock, BiConsumer<String, Long> whenChanged) {
        this.topic = topic;
        this.clock = clock;
        this.view = new StreamView(whenChanged);
        this.records = new PortalRecords(own);
        this.log = new FencedLog(clients, TRANSACTIONAL_ID + topic);
        log.follow(topic, view::apply);
        log.follow(own, records::apply);
        this.notices = new NoticeStore(records.notices(), log);
    }

    public void start() {
        log.start();
    }

    /** Whether the topics were read to their end at the start. */
    public boolean isCaughtUp() {
        return log.isCaughtUp();
    }

    /** The stream as far as this portal has read; null when there is none. */
    public @Nullable StreamVersion find(String id) {
        return view.get(id);
    }

    /** The newest version of each data stream. */
    public Collection<StreamVersion> all() {
        return view.all();
    }

    /**
     * The version number of everything known here: versions with a lower number that are not in {@link #all} were
     * replaced, or their streams deleted.
     */
    public long version() {
        return view.version();
    }

    /** Whether a stream was deleted, as long as the topic still shows it. */
    public boolean wasDeleted(String id) {
        return view.isMarkedDeleted(id);
    }

    /** The last changes of a stream, newest first. */
    public List<Activity> activities(String id) {
        return records.activities(id);
    }

    /** An organisation's API keys. */
    public List<ApiKey> keys(long organisationId) {
        return records.keys().stream()
                .filter(key -> key.organisationId() == organisationId)
                .toList();
    }

    /** The API key with an id; null when there is none. */
    public @Nullable ApiKey key(String id) {
        return records.key(id);
    }

    /** The store of notices. */
    public NoticeStore notices() {
        return notices;
    }

    /**
     * Changes a stream's exceptions for notices.
     *
     * @param author who makes the change, for the log of changes
     * @param next called once or more with the current exceptions, each time when everything that others have written
     *     is known
     * @return the new exceptions
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    public <E extends Exception> StreamNotices writeNotices(
            String id, Author author, NoticeStore.Next<StreamNotices, E> next) throws E, UnavailableException {
        log.<E>commit(
                () -> {
                    StreamNotices present = notices.stream(id);
                    StreamNotices wanted = next.of(present);
                    return wanted.equals(present)
                            ? List.of()
                            : List.of(
                                    records.notices().setting(id, wanted),
                                    records.adding(id, author.at(clock.instant())));
                },
                change -> false);
        return notices.stream(id);
    }

    /** Reads what other portals have written so far. */
    public void catchUp() throws UnavailableException {
        log.catchUp();
    }

    /**
     * Creates or changes a stream.
     *
     * @param id the stream
     * @param author who makes the change, for the log of changes
     * @param decision called once or more, each time when everything that others have written is known
     * @return the new version
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    public <E extends Exception> StreamVersion write(String id, Author author, Decision<E> decision)
            throws E, UnavailableException {
        log.<E>commit(
                () -> {
                    StreamVersion current = view.get(id);
                    StreamConfiguration next = decision.next(current);
                    return current != null && next.equals(current.stream())
                            ? List.of()
                            : List.of(
                                    message(id, DataStreamCodec.write(next)),
                                    records.adding(id, author.at(clock.instant())));
                },
                change -> view.isLastChange(id, change));
        StreamVersion now = view.get(id);
        if (now == null) {
            throw new UnavailableException("the data stream was deleted by another portal at the same time", null);
        }
        return now;
    }

    /**
     * Deletes a stream.
     *
     * @param condition called once or more, each time when everything that others have written is known
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    public <E extends Exception> void delete(String id, Condition<E> condition) throws E, UnavailableException {
        log.<E>commit(
                () -> {
                    StreamVersion current = view.get(id);
                    condition.check(current);
                    if (current == null) {
                        return List.of();
                    }
                    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(records.forgetting(id));
                    messages.add(message(id, StreamView.deletion(current.stream())));
                    return messages;
                },
                change -> view.isLastChange(id, change));
    }

    /**
     * Replaces the marks of deletions by tombstones, so that compaction removes them.
     *
     * @param olderThan an age by which the job has surely read the marks
     */
    public void buryDeletions(Duration olderThan) throws UnavailableException {
        Instant before = clock.instant().minus(olderThan);
        for (StreamView.Deletion deletion : view.deletionsBefore(before)) {
            String id = deletion.id();
            log.<RuntimeException>commit(
                    () -> view.get(id) == null ? List.of(message(id, null)) : List.of(),
                    change -> view.isLastChange(id, change));
        }
    }

    /**
     * Adds an API key.
     *
     * @param room checks, when everything that others have written is known, whether there is room for it
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    public <E extends Exception> void addKey(ApiKey key, Condition<E> room) throws E, UnavailableException {
        log.<E>commit(
                () -> {
                    room.check(null);
                    return List.of(records.adding(key));
                },
                change -> records.key(key.id()) != null);
    }

    /**
     * Removes an API key: portals that have read this far accept it no more.
     *
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
     */
    public void removeKey(ApiKey key) throws UnavailableException {
        log.<RuntimeException>commit(
                () -> records.key(key.id()) == null ? List.of() : List.of(records.removing(key)), change -> false);
    }

    private ProducerRecord<byte[], byte[]> message(String id, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, 0, id.getBytes(UTF_8), value);
    }

    /** Whether the broker answers now. */
    public boolean isReachable() {
        return log.isReachable();
    }

    @Override
    public void close() {
        log.close();
    }
}
