package io.datastreamer.portal.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to notices: what is wanted, what is remembered, what was told. A part of {@link StreamStore}, whose topics
 * and order of changes it shares. Thread-safe.
 */
public final class NoticeStore {
    private final NoticeRecords records;
    private final FencedLog log;

    /** Decides what an organisation's settings are next; what it throws is the caller's. */
    public interface Next<T, E extends Exception> {
        T of(T present) throws E;
    }

    /**
     * What a sender writes down at once.
     *
     * @param watches what is remembered of streams from now on
     * @param notice what an organisation is told; null for nothing
     */
    public record Change(
            Map<String, NoticeWatch> watches, @Nullable Notice notice) {
        /** Nothing. */
        public static final Change NONE = new Change(Map.of(), null);
    }

    /** Decides by all that others have written; called once or more. */
    public interface Decision {
        Change next();
    }

    NoticeStore(NoticeRecords records, FencedLog log) {
        this.records = records;
        this.log = log;
    }

    /** What an organisation has set; what goes by default where it has set nothing. */
    public NoticeSettings settings(long organisationId) {
        return records.settings(organisationId);
    }

    /** Organisations that have set anything, or have been told anything. */
    public Collection<Long> organisations() {
        TreeSet<Long> all = new TreeSet<>(records.organisations());
        all.addAll(records.told());
        return all;
    }

    /** What is other for a stream. */
    public StreamNotices stream(String id) {
        return records.stream(id);
    }

    /** What is remembered of a stream. */
    public NoticeWatch watch(String streamId) {
        return records.watch(streamId);
    }

    /** An organisation's last notices, newest first. */
    public List<Notice> notices(long organisationId) {
        return records.notices(organisationId);
    }

    /**
     * Changes what an organisation has set.
     *
     * @return what is set now
     * @throws UnavailableException when the broker does not answer: says whether something may have changed
     */
    public <E extends Exception> NoticeSettings write(long organisationId, Next<NoticeSettings, E> next)
            throws E, UnavailableException {
        log.<E>commit(
                () -> {
                    NoticeSettings present = records.settings(organisationId);
                    NoticeSettings wanted = next.of(present);
                    return wanted.equals(present) ? List.of() : List.of(records.setting(organisationId, wanted));
                },
                change -> false);
        return records.settings(organisationId);
    }

    /**
     * Writes down what is remembered and told of an organisation's streams: all of it or nothing.
     *
     * @throws UnavailableException when the broker does not answer: says whether something may have changed
     */
    public void commit(long organisationId, Decision decision) throws UnavailableException {
        log.<RuntimeException>commit(
                () -> {
                    Change change = decision.next();
                    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
                    new LinkedHashMap<>(change.watches())
                            .forEach((streamId, watch) -> messages.add(records.setting(streamId, watch)));
                    if (change.notice() != null) {
                        messages.add(records.setting(organisationId, change.notice()));
                    }
                    return messages;
                },
                change -> false);
    }
}
