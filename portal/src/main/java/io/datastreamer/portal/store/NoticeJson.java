package io.datastreamer.portal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.DataStreamCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of everything about notices in the portals' topic. */
final class NoticeJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NoticeJson() {}

    static ObjectNode write(NoticeSettings settings) {
        ObjectNode json = JSON.createObjectNode();
        putKinds(json, settings.kinds());
        settings.emails().forEach(json.putArray("emails")::add);
        json.put("language", settings.language());
        json.put("failing_after_minutes", settings.failingAfterMinutes());
        json.put("paused_after_hours", settings.pausedAfterHours());
        json.set("webhook", JSON.valueToTree(settings.webhook().members()));
        return json;
    }

    static NoticeSettings settings(JsonNode json) {
        List<String> emails = new ArrayList<>();
        json.required("emails").forEach(address -> emails.add(address.asText()));
        return new NoticeSettings(
                kinds(json.required("kinds")),
                emails,
                json.required("language").asText(),
                json.required("failing_after_minutes").intValue(),
                json.required("paused_after_hours").intValue(),
                DataStreamCodec.readSettings(json.required("webhook")));
    }

    static ObjectNode write(StreamNotices stream) {
        ObjectNode json = JSON.createObjectNode();
        json.put("enabled", stream.enabled());
        json.put("failing_after_minutes", stream.failingAfterMinutes());
        if (stream.kinds() != null) {
            putKinds(json, stream.kinds());
        }
        return json;
    }

    static StreamNotices stream(JsonNode json) {
        return new StreamNotices(
                json.required("enabled").booleanValue(),
                json.hasNonNull("failing_after_minutes")
                        ? Integer.valueOf(json.get("failing_after_minutes").intValue())
                        : null,
                json.hasNonNull("kinds") ? kinds(json.get("kinds")) : null);
    }

    static ObjectNode write(NoticeWatch watch) {
        ObjectNode json = JSON.createObjectNode();
        putTime(json, "failing_since", watch.failingSince());
        putTime(json, "failing_told", watch.failingTold());
        putTime(json, "expiring_told", watch.expiringTold());
        putTime(json, "size_told", watch.sizeTold());
        putTime(json, "paused_since", watch.pausedSince());
        putTime(json, "paused_told", watch.pausedTold());
        return json;
    }

    static NoticeWatch watch(JsonNode json) {
        return new NoticeWatch(
                time(json, "failing_since"),
                time(json, "failing_told"),
                null,
                time(json, "expiring_told"),
                time(json, "size_told"),
                time(json, "paused_since"),
                time(json, "paused_told"));
    }

    static ObjectNode write(Notice notice) {
        ObjectNode json = JSON.createObjectNode();
        json.put("number", notice.number());
        putTime(json, "at", notice.at());
        ArrayNode items = json.putArray("items");
        for (Notice.Item item : notice.items()) {
            ObjectNode each = items.addObject();
            each.put("id", item.id());
            each.put("kind", item.kind().name());
            each.put("stream_id", item.streamId());
            each.put("stream_name", item.streamName());
            each.put("target", item.target());
            putTime(each, "since", item.since());
            each.put("remote_status", item.remoteStatus());
            each.put("error", item.error());
            each.put("pending", item.pending());
            putTime(each, "expires_at", item.expiresAt());
            each.put("takes_bytes", item.takesBytes());
            each.put("takes_records", item.takesRecords());
        }
        json.put("more", notice.more());
        ArrayNode targets = json.putArray("targets");
        for (Notice.Target target : notice.targets()) {
            ObjectNode each = targets.addObject();
            each.put("to", target.to());
            each.put("state", target.state().name());
            putTime(each, "at", target.at());
            each.put("error", target.error());
        }
        json.put("attempts", notice.attempts());
        putTime(json, "next_attempt_at", notice.nextAttemptAt());
        return json;
    }

    static Notice notice(JsonNode json) {
        List<Notice.Item> items = new ArrayList<>();
        for (JsonNode each : json.required("items")) {
            items.add(new Notice.Item(
                    each.required("id").longValue(),
                    NoticeKind.valueOf(each.required("kind").asText()),
                    each.required("stream_id").asText(),
                    each.required("stream_name").asText(),
                    each.required("target").asText(),
                    time(each, "since"),
                    each.required("remote_status").intValue(),
                    each.path("error").textValue(),
                    each.required("pending").longValue(),
                    time(each, "expires_at"),
                    number(each, "takes_bytes"),
                    number(each, "takes_records")));
        }
        List<Notice.Target> targets = new ArrayList<>();
        for (JsonNode each : json.required("targets")) {
            targets.add(new Notice.Target(
                    each.required("to").asText(),
                    Notice.Target.State.valueOf(each.required("state").asText()),
                    time(each, "at"),
                    each.path("error").textValue()));
        }
        return new Notice(
                json.required("number").longValue(),
                Instant.parse(json.required("at").asText()),
                items,
                json.required("more").intValue(),
                targets,
                json.required("attempts").intValue(),
                time(json, "next_attempt_at"));
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static void putKinds(ObjectNode json, Collection<NoticeKind> kinds) {
        kinds.stream().sorted().forEach(kind -> json.withArray("kinds").add(kind.name()));
        json.withArray("kinds");
    }

    private static Set<NoticeKind> kinds(JsonNode array) {
        Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
        array.forEach(kind -> kinds.add(NoticeKind.valueOf(kind.asText())));
        return kinds;
    }

    private static void putTime(ObjectNode json, String member, @Nullable Instant time) {
        if (time != null) {
            json.put(member, time.toString());
        }
    }

    private static @Nullable Instant time(JsonNode json, String member) {
        return json.hasNonNull(member) ? Instant.parse(json.get(member).asText()) : null;
    }

    private static @Nullable Long number(JsonNode json, String member) {
        return json.hasNonNull(member) ? Long.valueOf(json.get(member).longValue()) : null;
    }
}
