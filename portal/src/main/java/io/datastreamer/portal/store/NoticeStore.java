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
 * Stores everything about notices: settings, what is remembered about streams, and what was told. It is a part of
 * {@link StreamStore}, and shares its topics and order of changes. Thread-safe.
 */
public final class NoticeStore {
    private final NoticeRecords records;
    private final FencedLog log;

    /** Decides an organisation's next settings; its exceptions go to the caller. */
    public interface Next<T, E extends Exception> {
        T of(T present) throws E;
    }

    /**
     * What a sender stores at once.
     *
     * @param watches what to remember about streams from now on
     * @param notice a notice to the organisation; null for none
     */
    public record Change(
            Map<String, NoticeWatch> watches, @Nullable Notice notice) {
        /** No change. */
        public static final Change NONE = new Change(Map.of(), null);
    }

    /** Decides, knowing everything that others have written; called once or more. */
    public interface Decision {
        Change next();
    }

    NoticeStore(NoticeRecords records, FencedLog log) {
        this.records = records;
        this.log = log;
    }

    /** An organisation's settings; the defaults if it has set nothing. */
    public NoticeSettings settings(long organisationId) {
        return records.settings(organisationId);
    }

    /** Organisations with settings or notices. */
    public Collection<Long> organisations() {
        TreeSet<Long> all = new TreeSet<>(records.organisations());
        all.addAll(records.told());
        return all;
    }

    /** A stream's exceptions. */
    public StreamNotices stream(String id) {
        return records.stream(id);
    }

    /** What is remembered about a stream. */
    public NoticeWatch watch(String streamId) {
        return records.watch(streamId);
    }

    /** An organisation's last notices, newest first. */
    public List<Notice> notices(long organisationId) {
        return records.notices(organisationId);
    }

    /**
     * Changes an organisation's settings.
     *
     * @return the new settings
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
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
     * Stores what is remembered and told about an organisation's streams: all of it or nothing.
     *
     * @throws UnavailableException when the broker does not answer; says whether something may have changed
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
