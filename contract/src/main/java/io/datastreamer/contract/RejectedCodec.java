package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/** The JSON of rejected inputs and documents; {@code raw} is Base64. */
public final class RejectedCodec {
    private RejectedCodec() {}

    public static byte[] write(Rejected rejected) {
        return Json.write(json -> {
            json.writeStringField("stage", rejected.stage());
            json.writeStringField("reason", rejected.reason());
            json.writeStringField("source", rejected.source());
            json.writeStringField("position", rejected.position());
            json.writeStringField("raw", Base64.getEncoder().encodeToString(rejected.raw()));
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
