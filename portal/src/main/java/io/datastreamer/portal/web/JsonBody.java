package io.datastreamer.portal.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's body. Errors are noted, and {@link #finish} reports all of them; until then an invalid
 * member is treated as absent.
 */
public final class JsonBody {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(100)
                    .build())
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode object;
    private final Set<String> known = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * Reads a body.
     *
     * @throws Problem when it is not a JSON object, or a member occurs twice; the message does not quote the text,
     *     which may hold secrets
     */
    public static JsonBody parse(byte[] bytes) throws Problem {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            throw Problem.of(400, "The body is not JSON, or a member is there twice, near byte " + at + ".");
        } catch (IOException e) {
            throw Problem.of(400, "The body cannot be read.");
        }
        if (node == null || !node.isObject()) {
            throw Problem.of(400, "The body is not a JSON object.");
        }
        JsonBody body = new JsonBody(node);
        findOddTexts("", node, body.errors);
        return body;
    }

    // our texts have no such characters, and their result in UTF-8 or in a header is unpredictable
    private static void findOddTexts(String member, JsonNode value, List<FieldError> odd) {
        if (value.isTextual() && isOdd(value.textValue())) {
            odd.add(new FieldError(member, "must not have the character U+0000 or half a surrogate pair"));
        }
        value.properties().forEach(each -> {
            String name = isOdd(each.getKey()) ? "?" : each.getKey();
            if (isOdd(each.getKey())) {
                odd.add(new FieldError(
                        member.isEmpty() ? name : member + "." + name,
                        "must not have the character U+0000 or half a surrogate pair"));
            }
            findOddTexts(member.isEmpty() ? name : member + "." + name, each.getValue(), odd);
        });
        if (value.isArray()) {
            value.forEach(each -> findOddTexts(member, each, odd));
        }
    }

    private static boolean isOdd(String text) {
        return text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }

    /** Whether the member is there, even if it is null. */
    public boolean has(String member) {
        return object.has(member);
    }

    /** The member's value; null when it is absent or null. */
    public @Nullable JsonNode value(String member) {
        known.add(member);
        JsonNode value = object.get(member);
        return value == null || value.isNull() ? null : value;
    }

    /** A text; null when it is absent, null or invalid. */
    public @Nullable String text(String member, int longest) {
        JsonNode value = value(member);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > longest) {
            wrong(member, "must be a text of at most " + longest + " characters");
            return null;
        }
        return value.textValue();
    }

    /** A one-line text for people; null when it is absent, null or invalid. */
    public @Nullable String line(String member, int longest) {
        String text = text(member, longest);
        if (text != null && text.codePoints().anyMatch(JsonBody::isNoLetter)) {
            wrong(
                    member,
                    "must be one line, without control characters and without those that turn the direction of text");
            return null;
        }
        return text;
    }

    private static boolean isNoLetter(int c) {
        boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return turns || Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    /** An integer; null when it is absent, null or invalid. */
    public @Nullable Long integer(String member) {
        JsonNode value = value(member);
        if (value != null && (!value.isIntegralNumber() || !value.canConvertToLong())) {
            wrong(member, "must be an integer");
            return null;
        }
        return value == null ? null : Long.valueOf(value.longValue());
    }

    /** A boolean; false when it is absent, null or invalid. */
    public boolean flag(String member) {
        JsonNode value = value(member);
        if (value != null && !value.isBoolean()) {
            wrong(member, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** One of an enum's constants; null when it is absent, null or invalid. */
    public <E extends Enum<E>> @Nullable E choice(String member, Class<E> type) {
        JsonNode value = value(member);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (value.isTextual() && constant.name().equals(value.textValue())) {
                return constant;
            }
        }
        wrong(member, "must be one of " + Arrays.toString(type.getEnumConstants()));
        return null;
    }

    /** A time; null when it is absent, null or invalid. */
    public @Nullable Instant time(String member) {
        JsonNode value = value(member);
        if (value == null) {
            return null;
        }
        Instant time = ZonedTime.orNull(value.textValue());
        if (time == null) {
            wrong(member, "must be an ISO 8601 time with zone, such as 2026-11-20T00:00:00Z");
        }
        return time;
    }

    /** Notes an error in a member, unless one is noted already. */
    public void wrong(String member, String reason) {
        if (errors.stream().noneMatch(error -> error.member().equals(member))) {
            errors.add(new FieldError(member, reason));
        }
    }

    /** Notes that a member is missing. */
    public void missing(String member) {
        wrong(member, "is missing");
    }

    /** Whether there is no error so far. */
    public boolean isSound() {
        return errors.isEmpty();
    }

    /**
     * Reports all errors, including members that nobody asked for.
     *
     * @throws Problem when there is any error
     */
    public void finish() throws Problem {
        object.fieldNames().forEachRemaining(member -> {
            if (known.add(member)) {
                wrong(member, "there is no such member");
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
