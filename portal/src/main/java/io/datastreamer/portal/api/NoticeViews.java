package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.Settings;
import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.store.StreamNotices;
import java.util.Collection;
import java.util.List;

/** Formats notices for the API. It never shows secrets, only which of them are set. */
final class NoticeViews {
    private static final List<String> SECRETS = List.of("authorization", "query", "signing_secret");

    private NoticeViews() {}

    /**
     * An organisation's settings, and its last notices.
     *
     * @param hasMail whether mails can be sent
     */
    static ObjectNode of(NoticeSettings settings, List<Notice> notices, boolean hasMail) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        putKinds(json.putArray("kinds"), settings.kinds());
        settings.emails().forEach(json.putArray("emails")::add);
        json.put("language", settings.language());
        json.put("failing_after_minutes", settings.failingAfterMinutes());
        json.put("paused_after_hours", settings.pausedAfterHours());
        if (settings.hasWebhook()) {
            putWebhook(json.putObject("webhook"), settings.webhook());
        } else {
            json.putNull("webhook");
        }
        json.put("email_available", hasMail);
        ArrayNode recent = json.putArray("recent");
        notices.forEach(notice -> putNotice(recent.addObject(), notice));
        return json;
    }

    private static void putWebhook(ObjectNode json, Settings webhook) {
        json.put("url", (String) webhook.get("url"));
        ObjectNode secrets = json.putObject("secrets");
        for (String member : SECRETS) {
            Object value = webhook.get(member);
            secrets.putObject(member)
                    .put("fingerprint", SecretFingerprint.of(value))
                    .put("set", value != null && !(value instanceof String text && text.isBlank()));
        }
    }

    private static void putNotice(ObjectNode json, Notice notice) {
        json.put("number", notice.number());
        StreamJson.putTime(json, "at", notice.at());
        ArrayNode items = json.putArray("items");
        notice.items()
                .forEach(item -> items.addObject()
                        .put("kind", item.kind().name())
                        .put("stream_id", item.streamId())
                        .put("stream_name", item.streamName()));
        json.put("more", notice.more());
        ArrayNode targets = json.putArray("targets");
        for (Notice.Target target : notice.targets()) {
            ObjectNode each = targets.addObject();
            each.put("to", target.to());
            each.put("state", target.state().name());
            StreamJson.putTime(each, "at", target.at());
            each.put("error", target.error());
        }
        StreamJson.putTime(json, "next_attempt_at", notice.nextAttemptAt());
    }

    /** A stream's exceptions. */
    static ObjectNode of(StreamNotices stream) {
        ObjectNode json = StreamJson.JSON.createObjectNode();
        json.put("enabled", stream.enabled());
        json.put("failing_after_minutes", stream.failingAfterMinutes());
        if (stream.kinds() == null) {
            json.putNull("kinds");
        } else {
            putKinds(json.putArray("kinds"), stream.kinds());
        }
        return json;
    }

    private static void putKinds(ArrayNode array, Collection<NoticeKind> kinds) {
        kinds.stream().sorted().forEach(kind -> array.add(kind.name()));
    }
}
