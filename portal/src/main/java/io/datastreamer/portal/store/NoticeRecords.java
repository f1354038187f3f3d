package io.datastreamer.portal.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Everything about notices in the portals' topic: the settings of organisations and streams, what is remembered about
 * streams, and the last notices of each organisation, for which it has a fixed number of places. One thread applies
 * messages, any thread may read.
 */
final class NoticeRecords {
    /** Most stored notices of an organisation, including those still being sent. */
    static final int PLACES = 50;

    /** The prefix of all their keys. */
    static final String PREFIX = "notice/";

    private static final String ORGANISATION = PREFIX + "organisation/";
    private static final String STREAM = PREFIX + "stream/";
    private static final String WATCH = PREFIX + "watch/";
    private static final String SENT = PREFIX + "sent/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String topic;
    private final Map<Long, NoticeSettings> settings = new ConcurrentHashMap<>();
    private final Map<String, StreamNotices> streams = new ConcurrentHashMap<>();
    private final Map<String, NoticeWatch> watches = new ConcurrentHashMap<>();
    /** By organisation and place; each organisation's map is guarded by itself. */
    private final Map<Long, Map<Integer, Notice>> notices = new ConcurrentHashMap<>();

    NoticeRecords(String topic) {
        this.topic = topic;
    }

    NoticeSettings settings(long organisationId) {
        return settings.getOrDefault(organisationId, NoticeSettings.DEFAULTS);
    }

    /** Organisations with settings. */
    Collection<Long> organisations() {
        return settings.keySet();
    }

    StreamNotices stream(String id) {
        return streams.getOrDefault(id, StreamNotices.DEFAULTS);
    }

    NoticeWatch watch(String streamId) {
        return watches.getOrDefault(streamId, NoticeWatch.NOTHING);
    }

    /** An organisation's last notices, newest first. */
    List<Notice> notices(long organisationId) {
        Map<Integer, Notice> places = notices.get(organisationId);
        if (places == null) {
            return List.of();
        }
        synchronized (places) {
            return places.values().stream()
                    .sorted(Comparator.comparing(Notice::number).reversed())
                    .toList();
        }
    }

    /** Organisations that were ever sent a notice. */
    Collection<Long> told() {
        return notices.keySet();
    }

    ProducerRecord<byte[], byte[]> setting(long organisationId, NoticeSettings next) {
        return message(ORGANISATION + organisationId, NoticeJson.write(next));
    }

    ProducerRecord<byte[], byte[]> setting(String streamId, StreamNotices next) {
        return message(STREAM + streamId, next.equals(StreamNotices.DEFAULTS) ? null : NoticeJson.write(next));
    }

    ProducerRecord<byte[], byte[]> setting(String streamId, NoticeWatch next) {
        return message(WATCH + streamId, next.equals(NoticeWatch.NOTHING) ? null : NoticeJson.write(next));
    }

    ProducerRecord<byte[], byte[]> setting(long organisationId, Notice notice) {
        return message(SENT + organisationId + "/" + notice.number() % PLACES, NoticeJson.write(notice));
    }

    /** Messages that remove everything about a stream. */
    List<ProducerRecord<byte[], byte[]>> forgetting(String streamId) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        if (streams.containsKey(streamId)) {
            messages.add(message(STREAM + streamId, null));
        }
        if (watches.containsKey(streamId)) {
            messages.add(message(WATCH + streamId, null));
        }
        return messages;
    }

    private ProducerRecord<byte[], byte[]> message(String key, @Nullable JsonNode value) {
        return new ProducerRecord<>(topic, 0, key.getBytes(UTF_8), value == null ? null : NoticeJson.bytes(value));
    }

    /** Applies a message whose key begins with {@link #PREFIX}. */
    void apply(String key, byte @Nullable [] value) throws IOException {
        JsonNode json = value == null ? null : JSON.readTree(value);
        if (key.startsWith(ORGANISATION)) {
            put(
                    settings,
                    Long.valueOf(key.substring(ORGANISATION.length())),
                    json == null ? null : NoticeJson.settings(json));
        } else if (key.startsWith(STREAM)) {
            put(streams, key.substring(STREAM.length()), json == null ? null : NoticeJson.stream(json));
        } else if (key.startsWith(WATCH)) {
            put(watches, key.substring(WATCH.length()), json == null ? null : NoticeJson.watch(json));
        } else if (key.startsWith(SENT)) {
            String[] parts = key.substring(SENT.length()).split("/", 2);
            Map<Integer, Notice> places = notices.computeIfAbsent(Long.valueOf(parts[0]), any -> new HashMap<>());
            synchronized (places) {
                put(places, Integer.valueOf(parts[1]), json == null ? null : NoticeJson.notice(json));
            }
        }
    }

    private static <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
