package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads and writes the JSON of rejected inputs and documents. {@code raw} is Base64, cut so that the message fits
 * Kafka's default size (1 MiB), and by {@link FittedJson} for outputs with smaller limits; {@code raw_bytes} is its
 * original length.
 */
public final class RejectedCodec {
    /** Most bytes of {@code raw} that are written; Base64 makes them a third longer. */
    static final int MOST_RAW_BYTES = 700_000;

    private RejectedCodec() {}

    public static byte[] write(Rejected rejected) {
        return Json.write(json -> {
            json.writeStringField("stage", rejected.stage());
            json.writeStringField("reason", rejected.reason());
            json.writeStringField("source", rejected.source());
            json.writeStringField("position", rejected.position());
            byte[] raw = rejected.raw();
            byte[] start = raw.length > MOST_RAW_BYTES ? Arrays.copyOf(raw, MOST_RAW_BYTES) : raw;
            json.writeStringField("raw", Base64.getEncoder().encodeToString(start));
            json.writeNumberField("raw_bytes", raw.length);
            if (rejected.streamId() != null) {
                json.writeStringField("stream_id", rejected.streamId());
                json.writeNumberField("remote_status", rejected.remoteStatus());
            }
            Json.writeInstant(json, "time", rejected.time());
        });
    }

    /**
     * Reads a rejected record.
     *
     * @throws ContractException when it breaks the contract
     */
    public static Rejected read(byte[] bytes) throws ContractException {
        JsonNode object = Json.readObject(bytes);
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(Json.requiredString(object, "raw"));
        } catch (IllegalArgumentException e) {
            throw new ContractException("raw: is not Base64");
        }
        return new Rejected(
                Json.requiredString(object, "stage"),
                Json.requiredString(object, "reason"),
                Json.requiredString(object, "source"),
                Json.requiredString(object, "position"),
                raw,
                Json.optionalString(object, "stream_id"),
                Json.optionalInt(object, "remote_status", 0),
                Json.requiredInstant(object, "time"));
    }
}
