package io.datastreamer.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads and writes the members of the contract's JSON objects. */
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(1 << 20)
                    .build())
            .build();

    private static final int LAST_YEAR = 9999;

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] write(Body body) {
        // write characters first: the generator refuses half a surrogate pair, while encoding to bytes replaces it with
        // '?'
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return out.toString().getBytes(UTF_8);
    }

    static byte[] write(JsonNode object) {
        // via characters, as above
        return object.toString().getBytes(UTF_8);
    }

    static void writeInstant(JsonGenerator json, String member, @Nullable Instant value) throws IOException {
        writeString(json, member, value == null ? null : value.toString());
    }

    static void writeString(JsonGenerator json, String member, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(member);
        } else {
            json.writeStringField(member, value);
        }
    }

    static void writeBoolean(JsonGenerator json, String member, @Nullable Boolean value) throws IOException {
        if (value == null) {
            json.writeNullField(member);
        } else {
            json.writeBooleanField(member, value);
        }
    }

    static void writeLong(JsonGenerator json, String member, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(member);
        } else {
            json.writeNumberField(member, value);
        }
    }

    /** Writes a map, list, number, boolean or text, the values that settings may have. */
    static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName((String) member.getKey());
                writeValue(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                writeValue(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    static JsonNode readObject(byte[] bytes) throws ContractException {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            // the parser's message quotes the text, which may be a secret
            JsonLocation location = e.getLocation();
            throw new ContractException(
                    location == null
                            ? "not JSON that can be read: too long or too deep"
                            : "not JSON, or a member is there twice, at byte " + location.getByteOffset());
        } catch (IOException e) {
            throw new ContractException("not JSON: " + e.getMessage());
        }
        if (node == null || !node.isObject()) {
            throw new ContractException("not a JSON object");
        }
        return node;
    }

    static JsonNode required(JsonNode object, String member) throws ContractException {
        JsonNode value = object.get(member);
        if (value == null || value.isNull()) {
            throw new ContractException(member + ": is missing");
        }
        return value;
    }

    /** The member's value, null when it is absent or null. */
    static @Nullable JsonNode optional(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value == null || value.isNull() ? null : value;
    }

    static long requiredLong(JsonNode object, String member) throws ContractException {
        JsonNode value = required(object, member);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(member, value, "an integer");
        }
        return value.longValue();
    }

    static @Nullable Long optionalLong(JsonNode object, String member) throws ContractException {
        return optional(object, member) == null ? null : requiredLong(object, member);
    }

    static long optionalLong(JsonNode object, String member, long otherwise) throws ContractException {
        return optional(object, member) == null ? otherwise : requiredLong(object, member);
    }

    static int optionalInt(JsonNode object, String member, int otherwise) throws ContractException {
        long value = optionalLong(object, member, otherwise);
        if (value != (int) value) {
            throw wrong(member, required(object, member), "an integer of 32 bits");
        }
        return (int) value;
    }

    static String requiredString(JsonNode object, String member) throws ContractException {
        JsonNode value = required(object, member);
        if (!value.isTextual()) {
            throw wrong(member, value, "a string");
        }
        return value.textValue();
    }

    static @Nullable String optionalString(JsonNode object, String member) throws ContractException {
        return optional(object, member) == null ? null : requiredString(object, member);
    }

    static boolean optionalBoolean(JsonNode object, String member) throws ContractException {
        JsonNode value = optional(object, member);
        if (value == null) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(member, value, "true or false");
        }
        return value.booleanValue();
    }

    /** True, false, or null if absent. */
    static @Nullable Boolean optionalTruth(JsonNode object, String member) throws ContractException {
        return optional(object, member) == null ? null : Boolean.valueOf(optionalBoolean(object, member));
    }

    static <E extends Enum<E>> E requiredEnum(JsonNode object, String member, Class<E> type) throws ContractException {
        JsonNode value = required(object, member);
        for (E constant : type.getEnumConstants()) {
            if (value.isTextual() && constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        throw wrong(member, value, "one of " + java.util.Arrays.toString(type.getEnumConstants()));
    }

    static @Nullable Instant optionalInstant(JsonNode object, String member) throws ContractException {
        JsonNode value = optional(object, member);
        if (value == null) {
            return null;
        }
        try {
            if (value.isTextual()) {
                OffsetDateTime time = OffsetDateTime.parse(value.textValue());
                // other years do not fit into milliseconds since the epoch
                if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                    return time.toInstant();
                }
            }
        } catch (DateTimeParseException e) {
            // reported below, like any other value that is not a time
        }
        throw wrong(member, value, "an ISO 8601 time with zone, such as 2026-11-20T00:00:00Z");
    }

    static Instant requiredInstant(JsonNode object, String member) throws ContractException {
        required(object, member);
        Instant value = optionalInstant(object, member);
        if (value == null) {
            throw new IllegalStateException(member + " was just there");
        }
        return value;
    }

    static ContractException wrong(String member, JsonNode value, String expected) {
        String shown = value.toString();
        if (shown.length() > 100) {
            shown = shown.substring(0, 100) + "…";
        }
        return new ContractException(member + ": is " + shown + ", must be " + expected);
    }
}
