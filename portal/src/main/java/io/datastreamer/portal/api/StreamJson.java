package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.FiltersCodec;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats data streams, their status and attempts for the API. It never shows secrets, only which of them are set. */
final class StreamJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private StreamJson() {}

    /**
     * Formats a stream.
     *
     * @param target its place, for people to read
     * @param status the job's status; null if the job has sent none
     */
    static ObjectNode stream(StreamVersion version, String target, Statuses.@Nullable Heard status) {
        StreamConfiguration stream = UrlQuery.apart(version.stream());
        ObjectNode json = JSON.createObjectNode();
        json.put("id", stream.id());
        json.put("organisation_id", stream.organisationId());
        json.put("name", stream.name());
        json.put("stream_type", stream.streamType().name());
        json.put("api_type", stream.apiType().name());
        json.put("target", target);
        List<String> secret = SecretMembers.of(stream.apiType());
        Map<String, Object> shown = new LinkedHashMap<>(stream.settings().members());
        shown.keySet().removeAll(secret);
        json.set("settings", JSON.valueToTree(shown));
        ObjectNode secrets = json.putObject("secrets");
        for (String member : secret) {
            putSecret(secrets.putObject(member), member, stream.settings().get(member));
        }
        json.put("historic", stream.historic());
        json.put("state", stream.state().name());
        json.set("filters", JSON.valueToTree(FiltersCodec.values(stream.filters())));
        if (stream.replay() == null) {
            json.putNull("replay");
        } else {
            json.putObject("replay")
                    .put("from", stream.replay().from().toString())
                    .put("id", stream.replay().id());
        }
        putTime(json, "created_at", stream.createdAt());
        putTime(json, "updated_at", version.writtenAt());
        json.put("etag", version.etag());
        if (status == null) {
            json.putNull("status");
        } else {
            json.set("status", status(status.status()).put("version", status.number()));
        }
        return json;
    }

    // of texts by name, the names are not secret
    private static void putSecret(ObjectNode json, String member, @Nullable Object value) {
        boolean named = member.equals("headers");
        json.put("fingerprint", SecretFingerprint.of(value));
        if (named && value instanceof Map<?, ?> map) {
            json.put("set", !map.isEmpty());
            ArrayNode names = json.putArray("names");
            map.keySet().forEach(name -> names.add((String) name));
        } else {
            json.put("set", value != null && !(value instanceof String text && text.isBlank()));
            if (named) {
                json.putArray("names");
            }
        }
    }

    private static ObjectNode status(StreamStatus status) {
        ObjectNode json = JSON.createObjectNode();
        json.put("state", status.state().name());
        putTime(json, "last_timestamp", status.lastTimestamp());
        json.put("remote_status", status.remoteStatus());
        json.put("answered", status.answered());
        json.put("delivered", status.delivered());
        json.put("refused", status.refused());
        json.put("expired", status.expired());
        json.put("stale", status.stale());
        json.put("pending", status.pending());
        putTime(json, "oldest_pending_at", status.oldestPendingAt());
        json.put("lag_seconds", status.lagSeconds());
        json.put("expires_in_seconds", status.expiresInSeconds());
        json.put("apart", status.apart());
        json.put("takes_bytes", status.takesBytes());
        json.put("takes_records", status.takesRecords());
        putTime(json, "certificate_expires_at", status.certificateExpiresAt());
        json.put("notice", status.notice());
        json.put("last_error", status.lastError());
        putTime(json, "next_attempt_at", status.nextAttemptAt());
        putTime(json, "updated_at", status.updatedAt());
        return json;
    }

    /** Formats an attempt. */
    static ObjectNode attempt(Attempts.Heard heard) {
        DeliveryAttempt attempt = heard.attempt();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", heard.id());
        json.put("stream_id", attempt.streamId());
        json.put("record_kind", attempt.recordKind().name());
        json.put("batch_id", attempt.batchId());
        json.put("first_id", attempt.firstId());
        json.put("last_id", attempt.lastId());
        json.put("records", attempt.records());
        json.put("bytes", attempt.bytes());
        json.put("attempt", attempt.attempt());
        putTime(json, "started_at", attempt.startedAt());
        json.put("duration_ms", attempt.durationMs());
        json.put("outcome", attempt.outcome().name());
        json.put("remote_status", attempt.remoteStatus());
        json.put("answered", attempt.answered());
        json.put("error", attempt.error());
        putTime(json, "next_attempt_at", attempt.nextAttemptAt());
        json.put("has_exchange", attempt.exchange() != null);
        return json;
    }

    static void putTime(ObjectNode json, String member, @Nullable Instant time) {
        json.put(member, time == null ? null : time.toString());
    }
}
