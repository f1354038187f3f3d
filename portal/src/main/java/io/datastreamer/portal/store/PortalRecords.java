package io.datastreamer.portal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What only portals write and read: API keys, the last changes of each data stream, and everything about notices. The
 * topic is compacted, so each stream has a fixed number of places for its changes, {@code activity/STREAM/PLACE}; a new
 * change replaces the oldest. One thread applies messages, any thread may read.
 */
final class PortalRecords {
    /** Most stored changes of a stream. */
    static final int ACTIVITIES = 50;

    private static final Logger LOG = LoggerFactory.getLogger(PortalRecords.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACTIVITY = "activity/";
    private static final String KEY = "key/";

    /** A change, and the number of changes before it. */
    private record Numbered(long number, Activity activity) {}

    private final String topic;
    private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();
    /** By stream and place; each stream's map is guarded by itself. */
    private final Map<String, Map<Integer, Numbered>> activities = new ConcurrentHashMap<>();

    private final NoticeRecords notices;

    PortalRecords(String topic) {
        this.topic = topic;
        this.notices = new NoticeRecords(topic);
    }

    NoticeRecords notices() {
        return notices;
    }

    @Nullable
    ApiKey key(String id) {
        return keys.get(id);
    }

    Collection<ApiKey> keys() {
        return keys.values();
    }

    /** A stream's last changes, newest first. */
    List<Activity> activities(String streamId) {
        return numbered(streamId).stream()
                .sorted(Comparator.comparing(Numbered::number).reversed())
                .map(Numbered::activity)
                .toList();
    }

    private List<Numbered> numbered(String streamId) {
        Map<Integer, Numbered> places = activities.get(streamId);
        if (places == null) {
            return List.of();
        }
        synchronized (places) {
            return List.copyOf(places.values());
        }
    }

    /** The message that adds a change, given all known ones. */
    ProducerRecord<byte[], byte[]> adding(String streamId, Activity activity) {
        long number =
                numbered(streamId).stream().mapToLong(Numbered::number).max().orElse(-1) + 1;
        ObjectNode json = JSON.createObjectNode();
        json.put("number", number);
        json.put("at", activity.at().toString());
        json.put("action", activity.action());
        json.put("subject", activity.subject());
        json.put("role", activity.role());
        activity.members().forEach(json.putArray("members")::add);
        return message(ACTIVITY + streamId + "/" + number % ACTIVITIES, json);
    }

    /** Messages that remove everything about a stream. */
    List<ProducerRecord<byte[], byte[]>> forgetting(String streamId) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(notices.forgetting(streamId));
        numbered(streamId)
                .forEach(each -> messages.add(message(ACTIVITY + streamId + "/" + each.number() % ACTIVITIES, null)));
        return messages;
    }

    ProducerRecord<byte[], byte[]> adding(ApiKey key) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", key.id());
        json.put("organisation_id", key.organisationId());
        json.put("name", key.name());
        json.put("scope", key.scope().name());
        json.put("hash", key.hash());
        json.put("created_at", key.createdAt().toString());
        json.put("created_by", key.createdBy());
        json.put("expires_at", key.expiresAt().toString());
        return message(KEY + key.id(), json);
    }

    ProducerRecord<byte[], byte[]> removing(ApiKey key) {
        return message(KEY + key.id(), null);
    }

    private ProducerRecord<byte[], byte[]> message(String key, @Nullable JsonNode value) {
        try {
            return new ProducerRecord<>(
                    topic, 0, key.getBytes(UTF_8), value == null ? null : JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    void apply(ConsumerRecord<byte[], byte[]> message) {
        String key = message.key() == null ? "" : new String(message.key(), UTF_8);
        try {
            if (key.startsWith(KEY)) {
                applyKey(key.substring(KEY.length()), message.value());
            } else if (key.startsWith(ACTIVITY) && key.indexOf('/', ACTIVITY.length()) > 0) {
                int end = key.lastIndexOf('/');
                applyActivity(
                        key.substring(ACTIVITY.length(), end),
                        Integer.parseInt(key.substring(end + 1)),
                        message.value());
            } else if (key.startsWith(NoticeRecords.PREFIX)) {
                notices.apply(key, message.value());
            }
            // other keys are of a later version
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            LOG.warn("{}: the message {} is left out: {}", topic, message.offset(), e.toString());
        }
    }

    private void applyKey(String id, byte @Nullable [] value) throws IOException {
        if (value == null) {
            keys.remove(id);
            return;
        }
        JsonNode json = JSON.readTree(value);
        keys.put(
                id,
                new ApiKey(
                        id,
                        json.required("organisation_id").longValue(),
                        json.required("name").asText(),
                        ApiKey.Scope.valueOf(json.required("scope").asText()),
                        json.required("hash").asText(),
                        Instant.parse(json.required("created_at").asText()),
                        json.required("created_by").asText(),
                        Instant.parse(json.required("expires_at").asText())));
    }

    private void applyActivity(String streamId, int place, byte @Nullable [] value) throws IOException {
        JsonNode json = value == null ? null : JSON.readTree(value);
        Map<Integer, Numbered> places = activities.computeIfAbsent(streamId, any -> new HashMap<>());
        synchronized (places) {
            if (json == null) {
                places.remove(place);
            } else {
                List<String> members = new ArrayList<>();
                json.path("members").forEach(member -> members.add(member.asText()));
                places.put(
                        place,
                        new Numbered(
                                json.required("number").longValue(),
                                new Activity(
                                        Instant.parse(json.required("at").asText()),
                                        json.required("action").asText(),
                                        json.required("subject").asText(),
                                        json.required("role").asText(),
                                        List.copyOf(members))));
            }
        }
        if (places.isEmpty()) {
            activities.remove(streamId);
        }
    }
}
