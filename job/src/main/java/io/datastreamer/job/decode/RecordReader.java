package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object after the other, member by member, in one pass.
 *
 * <p>Unknown members are passed over, a member that is null counts as absent; everything else that is not as it should
 * be is a {@link MalformedRecord}: bytes that are not UTF-8 or not one JSON object, a member that is there twice, a
 * required one that is missing. The caller takes each value with one method of {@link #value}, or enters the object or
 * array that it is.
 *
 * <p>Keeps buffers: not thread-safe, and good for any number of records.
 */
public final class RecordReader {
    // of unknown members, which are passed over; known ones are looked at one by one
    private static final int MAX_DEPTH = 10_000;
    // an object in an array of an object in an array of the record, and one to spare
    private static final int MAX_KNOWN_DEPTH = 6;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String[] path = new String[MAX_KNOWN_DEPTH];
    private final long[] seen = new long[MAX_KNOWN_DEPTH];
    private final long[] present = new long[MAX_KNOWN_DEPTH];
    private final Value value = new Value(this);
    private int depth;
    private boolean plain;
    private @Nullable JsonParser json;

    /** Starts with the members of the object that the bytes hold. */
    void open(byte[] bytes) throws MalformedRecord {
        abandon();
        depth = 0;
        path[0] = "";
        if (bytes.length == 0) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: is empty");
        }
        // Jackson would take zeros among the first bytes for UTF-16 or UTF-32
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                throw notJson("is not UTF-8 text, there is a zero at byte " + i);
            }
        }
        plain = Utf8.isPlain(bytes);
        int invalidAt = plain ? -1 : Utf8.invalidAt(bytes);
        if (invalidAt >= 0) {
            throw notJson("is not UTF-8, see byte " + invalidAt);
        }
        try {
            json = FACTORY.createParser(bytes);
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw notJson("is not a JSON object");
            }
        } catch (IOException e) {
            throw notJson(e);
        }
        startMembers();
    }

    /**
     * Goes to the next member that is known and not null.
     *
     * @return the member, whose value must be taken next; null at the object's end
     * @throws MalformedRecord for a member that is there twice, and at the end for a required one that is missing
     */
    <E extends Enum<E>> @Nullable E next(Members<E> members) throws MalformedRecord {
        JsonParser parser = parser();
        try {
            while (true) {
                String name = parser.nextFieldName();
                if (name == null) {
                    endMembers(members);
                    return null;
                }
                Members.Member<E> member = members.named(name);
                JsonToken token = parser.nextToken();
                if (member == null) {
                    parser.skipChildren();
                    continue;
                }
                path[depth] = member.name();
                if ((seen[depth] & member.bit()) != 0) {
                    throw new MalformedRecord(Reason.MEMBER_DUPLICATE, path() + ": is there more than once");
                }
                seen[depth] |= member.bit();
                if (token != JsonToken.VALUE_NULL) {
                    present[depth] |= member.bit();
                    return member.constant();
                }
            }
        } catch (IOException e) {
            // the parser may have gone ahead of the member that was last given
            String name = parser.getParsingContext().getCurrentName();
            if (name != null) {
                path[depth] = Shown.text(name);
            }
            throw notJson(e);
        }
    }

    private <E extends Enum<E>> void endMembers(Members<E> members) throws MalformedRecord {
        Members.Member<E> missing = members.firstMissing(present[depth]);
        if (missing != null) {
            path[depth] = missing.name();
            throw new MalformedRecord(Reason.MEMBER_MISSING, path() + ": is missing");
        }
        depth--;
    }

    private void startMembers() {
        seen[depth] = 0;
        present[depth] = 0;
        path[depth] = "";
    }

    /** The value of the member that {@link #next} gave, or the array's element that {@link #nextElement} gave. */
    Value value() {
        return value;
    }

    /** Goes into the object that the present value is; {@link #next} then gives its members. */
    void enterObject() throws MalformedRecord {
        if (parser().currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        depth++;
        startMembers();
    }

    /** Goes into the array that the present value is; {@link #nextElement} then gives its elements. */
    void enterArray() throws MalformedRecord {
        if (parser().currentToken() != JsonToken.START_ARRAY) {
            throw wrong("an array");
        }
    }

    /** Goes to the next element; false at the array's end. */
    boolean nextElement() throws MalformedRecord {
        try {
            return parser().nextToken() != JsonToken.END_ARRAY;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Ends the record: nothing may follow the object. */
    void close() throws MalformedRecord {
        depth = 0;
        path[0] = "";
        try (JsonParser parser = parser()) {
            if (parser.nextToken() != null) {
                throw notJson("has more after the JSON object");
            }
        } catch (IOException e) {
            throw notJson("has more after the JSON object");
        }
    }

    // gives the parser's buffers back when a record was not read to its end
    private void abandon() {
        try {
            if (json != null) {
                json.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
    }

    /** Whether strings need no look at their characters: all is ASCII without escapes. */
    boolean isPlain() {
        return plain;
    }

    JsonParser parser() {
        return Objects.requireNonNull(json, "open() comes first");
    }

    /** A value that is not what it must be: names the member and shows the value. */
    MalformedRecord wrong(String expected) {
        return new MalformedRecord(
                Reason.MEMBER_WRONG, path() + ": is " + ShownValue.value(parser()) + ", must be " + expected);
    }

    MalformedRecord notJson(IOException e) {
        String message = e instanceof JsonProcessingException jackson ? jackson.getOriginalMessage() : e.getMessage();
        return notJson("is not JSON: " + Shown.text(String.valueOf(message)));
    }

    private MalformedRecord notJson(String message) {
        return new MalformedRecord(Reason.NOT_JSON, path() + ": " + message);
    }

    // the names of the objects that were entered, then the member's
    private String path() {
        String joined = String.join(".", Arrays.asList(path).subList(0, Math.max(depth, 0) + 1));
        return joined.isEmpty() ? "record" : joined;
    }
}
