package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads and writes the JSON of delivery attempts. */
public final class DeliveryAttemptCodec {
    private DeliveryAttemptCodec() {}

    public static byte[] write(DeliveryAttempt attempt) {
        return Json.write(json -> {
            json.writeStringField("stream_id", attempt.streamId());
            json.writeStringField("record_kind", attempt.recordKind().name());
            json.writeStringField("batch_id", attempt.batchId());
            json.writeNumberField("first_id", attempt.firstId());
            json.writeNumberField("last_id", attempt.lastId());
            json.writeNumberField("records", attempt.records());
            json.writeNumberField("bytes", attempt.bytes());
            json.writeNumberField("attempt", attempt.attempt());
            Json.writeInstant(json, "started_at", attempt.startedAt());
            json.writeNumberField("duration_ms", attempt.durationMs());
            json.writeStringField("outcome", attempt.outcome().name());
            json.writeNumberField("remote_status", attempt.remoteStatus());
            Json.writeBoolean(json, "answered", attempt.answered());
            Json.writeString(json, "error", attempt.error());
            Json.writeInstant(json, "next_attempt_at", attempt.nextAttemptAt());
            Json.writeString(json, "last_place", attempt.lastPlace());
            ExchangeCodec.write(json, attempt.exchange());
        });
    }

    /**
     * Reads an attempt.
     *
     * @throws ContractException when it breaks the contract
     */
    public static DeliveryAttempt read(byte[] bytes) throws ContractException {
        JsonNode object = Json.readObject(bytes);
        return new DeliveryAttempt(
                Json.requiredString(object, "stream_id"),
                Json.requiredEnum(object, "record_kind", RecordKind.class),
                Json.requiredString(object, "batch_id"),
                Json.requiredLong(object, "first_id"),
                Json.requiredLong(object, "last_id"),
                Json.requiredLong(object, "records"),
                Json.requiredLong(object, "bytes"),
                Json.optionalInt(object, "attempt", 1),
                Json.requiredInstant(object, "started_at"),
                Json.requiredLong(object, "duration_ms"),
                Json.requiredEnum(object, "outcome", DeliveryAttempt.Outcome.class),
                Json.optionalInt(object, "remote_status", 0),
                Json.optionalTruth(object, "answered"),
                Json.optionalString(object, "error"),
                Json.optionalInstant(object, "next_attempt_at"),
                ExchangeCodec.read(object),
                Json.optionalString(object, "last_place"));
    }
}
