package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the JSON of the configuration's messages: a version of a data stream, its removal {@code {"id",
 * "organisation_id", "deleted": true}}, or an erasure {@code {"organisation_id", "erased": true}}.
 */
public final class DataStreamCodec {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Every number of up to this many digits fits a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private DataStreamCodec() {}

    /**
     * Reads one message of the configuration's topic.
     *
     * @throws ContractException when it breaks the contract; its message holds no setting's value
     */
    public static StreamChange read(byte[] json) throws ContractException {
        JsonNode object = Json.readObject(json);
        if (Json.optionalBoolean(object, "erased")) {
            return readErasure(object);
        }
        String id = readId(object);
        if (Json.optionalBoolean(object, "deleted")) {
            Long organisationId = Json.optional(object, "organisation_id") == null
                    ? null
                    : Json.requiredLong(object, "organisation_id");
            return StreamChange.remove(id, organisationId);
        }
        JsonNode settings = Json.optional(object, "settings");
        if (settings != null && !settings.isObject()) {
            throw new ContractException("settings: must be an object");
        }
        return StreamChange.set(new StreamConfiguration(
                id,
                Json.requiredLong(object, "organisation_id"),
                orElse(Json.optionalString(object, "name"), ""),
                Json.requiredEnum(object, "stream_type", StreamType.class),
                Json.requiredEnum(object, "api_type", ApiType.class),
                settings == null ? Settings.EMPTY : readSettings(settings),
                Json.optionalBoolean(object, "historic"),
                Json.optional(object, "state") == null
                        ? StreamConfiguration.State.RUNNING
                        : Json.requiredEnum(object, "state", StreamConfiguration.State.class),
                Json.optionalInstant(object, "created_at"),
                readFilters(object),
                readReplay(object)));
    }

    // an erasure by mistake would remove the history of all streams of the organisation, so be strict
    private static StreamChange readErasure(JsonNode object) throws ContractException {
        if (object.size() != 2) {
            throw new ContractException("erased: erases the whole journal of an organisation: such a line has"
                    + " organisation_id and erased, and no other member");
        }
        return StreamChange.erase(Json.requiredLong(object, "organisation_id"));
    }

    /** Reads the id that a tombstone removes: it is the message's Kafka key. */
    public static StreamChange readTombstone(String key) throws ContractException {
        if (!ID.matcher(key).matches()) {
            throw new ContractException("key: is not a data stream's id, which matches " + ID);
        }
        return StreamChange.remove(key);
    }

    /** Writes a stream's version, secrets included: for the configuration's topic and for state, nowhere else. */
    public static byte[] write(StreamConfiguration stream) {
        return Json.write(json -> {
            json.writeStringField("id", stream.id());
            json.writeNumberField("organisation_id", stream.organisationId());
            json.writeStringField("name", stream.name());
            json.writeStringField("stream_type", stream.streamType().name());
            json.writeStringField("api_type", stream.apiType().name());
            json.writeFieldName("settings");
            Json.writeValue(json, stream.settings().members());
            json.writeBooleanField("historic", stream.historic());
            json.writeStringField("state", stream.state().name());
            if (stream.createdAt() != null) {
                Json.writeInstant(json, "created_at", stream.createdAt());
            }
            if (!stream.filters().equals(Filters.NONE)) {
                json.writeObjectFieldStart("filters");
                FiltersCodec.write(json, stream.filters());
                json.writeEndObject();
            }
            if (stream.replay() != null) {
                Json.writeInstant(json, "replay_from", stream.replay().from());
                json.writeStringField("replay_id", stream.replay().id());
            }
        });
    }

    /** Reads the settings in a JSON object, in the same way as those of a data stream. */
    public static Settings readSettings(JsonNode object) {
        return new Settings(toMap(object));
    }

    // ids are strings; a number is accepted, and its digits are the id
    private static String readId(JsonNode object) throws ContractException {
        JsonNode value = Json.required(object, "id");
        String id = value.isTextual() || value.isIntegralNumber() ? value.asText() : "";
        if (!ID.matcher(id).matches()) {
            throw Json.wrong("id", value, "a string that matches " + ID);
        }
        return id;
    }

    private static Filters readFilters(JsonNode object) throws ContractException {
        JsonNode filters = Json.optional(object, "filters");
        if (filters == null) {
            return Filters.NONE;
        }
        if (!filters.isObject()) {
            throw Json.wrong("filters", filters, "an object");
        }
        return FiltersCodec.require(filters, "filters.");
    }

    private static StreamConfiguration.@Nullable Replay readReplay(JsonNode object) throws ContractException {
        Instant from = Json.optionalInstant(object, "replay_from");
        String id = Json.optionalString(object, "replay_id");
        if (from == null && id == null) {
            return null;
        }
        if (from == null || id == null) {
            throw new ContractException("replay_from, replay_id: one is there without the other");
        }
        return new StreamConfiguration.Replay(from, id);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    private static Map<String, @Nullable Object> toMap(JsonNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(member -> map.put(member.getKey(), toValue(member.getValue())));
        return map;
    }

    private static @Nullable Object toValue(JsonNode node) {
        if (node.isObject()) {
            return toMap(node);
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(toValue(element)));
            return list;
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.decimalValue();
        }
        if (node.isNumber()) {
            return toNumber(node.decimalValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() ? null : node.asText();
    }

    // 1.0 becomes 1, which is how it would be written and read back
    private static Number toNumber(BigDecimal number) {
        boolean integer = number.signum() == 0
                || (number.scale() <= 0 && number.precision() - (long) number.scale() <= LONG_DIGITS);
        return integer ? (Number) number.longValue() : number;
    }
}
