package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads and writes the JSON of the status topic's messages. */
public final class StreamStatusCodec {
    private StreamStatusCodec() {}

    public static byte[] write(StreamStatus status) {
        return Json.write(json -> {
            json.writeStringField("stream_id", status.streamId());
            json.writeNumberField("organisation_id", status.organisationId());
            json.writeStringField("name", status.name());
            json.writeStringField("api_type", status.apiType().name());
            json.writeStringField("stream_type", status.streamType().name());
            json.writeStringField("target", status.target());
            json.writeStringField("state", status.state().name());
            Json.writeInstant(json, "last_timestamp", status.lastTimestamp());
            json.writeNumberField("remote_status", status.remoteStatus());
            Json.writeBoolean(json, "answered", status.answered());
            json.writeNumberField("delivered", status.delivered());
            json.writeNumberField("refused", status.refused());
            json.writeNumberField("expired", status.expired());
            json.writeNumberField("stale", status.stale());
            json.writeNumberField("pending", status.pending());
            Json.writeInstant(json, "oldest_pending_at", status.oldestPendingAt());
            json.writeNumberField("lag_seconds", status.lagSeconds());
            Json.writeLong(json, "expires_in_seconds", status.expiresInSeconds());
            json.writeNumberField("apart", status.apart());
            Json.writeLong(json, "takes_bytes", status.takesBytes());
            Json.writeLong(json, "takes_records", status.takesRecords());
            Json.writeInstant(json, "certificate_expires_at", status.certificateExpiresAt());
            Json.writeString(json, "notice", status.notice());
            Json.writeString(json, "last_error", status.lastError());
            Json.writeInstant(json, "next_attempt_at", status.nextAttemptAt());
            Json.writeInstant(json, "updated_at", status.updatedAt());
        });
    }

    /**
     * Reads a status.
     *
     * @throws ContractException when it breaks the contract
     */
    public static StreamStatus read(byte[] bytes) throws ContractException {
        JsonNode object = Json.readObject(bytes);
        return new StreamStatus(
                Json.requiredString(object, "stream_id"),
                Json.requiredLong(object, "organisation_id"),
                Json.requiredString(object, "name"),
                Json.requiredEnum(object, "api_type", ApiType.class),
                Json.requiredEnum(object, "stream_type", StreamType.class),
                Json.requiredString(object, "target"),
                Json.requiredEnum(object, "state", StreamStatus.State.class),
                Json.optionalInstant(object, "last_timestamp"),
                Json.optionalInt(object, "remote_status", 0),
                Json.optionalTruth(object, "answered"),
                Json.requiredLong(object, "delivered"),
                Json.requiredLong(object, "refused"),
                Json.requiredLong(object, "expired"),
                Json.requiredLong(object, "stale"),
                Json.requiredLong(object, "pending"),
                Json.optionalInstant(object, "oldest_pending_at"),
                Json.requiredLong(object, "lag_seconds"),
                Json.optionalLong(object, "expires_in_seconds"),
                Json.optionalLong(object, "apart", 0),
                Json.optionalLong(object, "takes_bytes"),
                Json.optionalLong(object, "takes_records"),
                Json.optionalInstant(object, "certificate_expires_at"),
                Json.optionalString(object, "notice"),
                Json.optionalString(object, "last_error"),
                Json.optionalInstant(object, "next_attempt_at"),
                Json.requiredInstant(object, "updated_at"));
    }
}
