package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import io.datastreamer.job.reject.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects one after the other, member by member, in one pass.
 *
 * <p>Unknown members are skipped, and a member that is null counts as absent. Everything else that is not as it should
 * be is a {@link MalformedRecord}: bytes that are not UTF-8 or not one JSON object, a member that occurs twice, a
 * required one that is missing. The caller takes each value with one method of {@link #value}, or enters it if it is an
 * object or array.
 *
 * <p>Keeps buffers: not thread-safe, and reusable for any number of records.
 */
public final class RecordReader {
    // an object in an array of an object in an array of the record, and one to spare
    private static final int MAX_KNOWN_DEPTH = 6;

    private final String[] path = new String[MAX_KNOWN_DEPTH];
    private final long[] seen = new long[MAX_KNOWN_DEPTH];
    private final long[] present = new long[MAX_KNOWN_DEPTH];
    private final Value value = new Value(this);
    private int depth;
    private final PlainTokens plainTokens = new PlainTokens();
    private final JacksonTokens anyTokens = new JacksonTokens();
    private Tokens tokens = anyTokens;
    private boolean plain;

    /**
     * Decodes a record. Most records are plain and valid. Others are read twice, which costs little in all; then the
     * reader that reads everything reports what is wrong.
     */
    public <T> T decode(Decoder<T> decoder, RawRecord raw) throws MalformedRecord {
        if (Utf8.isPlain(raw.bytes())) {
            tokens = plainTokens;
            try {
                return decoder.decode(raw, this);
            } catch (MalformedRecord | PlainTokens.NotPlain e) {
                // the other reader says what is wrong, if anything is
            } finally {
                tokens = anyTokens;
            }
        }
        return decoder.decode(raw, this);
    }

    /** Starts with the members of the object in the bytes. */
    void open(byte[] bytes) throws MalformedRecord {
        close(tokens);
        depth = 0;
        path[0] = "";
        try {
            if (tokens == anyTokens) {
                requireUtf8(bytes);
            } else {
                plain = true;
            }
            if (!tokens.open(bytes)) {
                throw notJson("is not a JSON object");
            }
        } catch (IOException e) {
            throw notJson(e);
        }
        startMembers();
    }

    private void requireUtf8(byte[] bytes) throws MalformedRecord {
        if (bytes.length == 0) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: is empty");
        }
        // otherwise Jackson would take zeros among the first bytes for UTF-16 or UTF-32
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
    }

    /**
     * Goes to the next member that is known and not null.
     *
     * @return the member, whose value must be taken next; null at the object's end
     * @throws MalformedRecord for a member that occurs twice, and at the end for a required one that is missing
     */
    <E extends Enum<E>> @Nullable E next(Members<E> members) throws MalformedRecord {
        try {
            while (tokens.nextName()) {
                Members.Member<E> member = tokens.member(members);
                tokens.nextValue();
                if (member == null) {
                    tokens.skipChildren();
                    continue;
                }
                path[depth] = member.name();
                if ((seen[depth] & member.bit()) != 0) {
                    throw new MalformedRecord(Reason.MEMBER_DUPLICATE, path() + ": is there more than once");
                }
                seen[depth] |= member.bit();
                if (tokens.kind() != Tokens.Kind.NULL) {
                    present[depth] |= member.bit();
                    return member.constant();
                }
            }
        } catch (IOException e) {
            // the parser may already be past the member that was returned last
            String name = parser().getParsingContext().getCurrentName();
            if (name != null) {
                path[depth] = Shown.text(name);
            }
            throw notJson(e);
        }
        endMembers(members);
        return null;
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

    /**
     * The value of the member that {@link #next} returned, or the array's element that {@link #nextElement} went to.
     */
    Value value() {
        return value;
    }

    /** Enters the object that the current value is; {@link #next} then returns its members. */
    void enterObject() throws MalformedRecord {
        if (tokens.kind() != Tokens.Kind.OBJECT) {
            throw wrong("an object");
        }
        depth++;
        startMembers();
    }

    /** Enters the array that the current value is; {@link #nextElement} then goes through its elements. */
    void enterArray() throws MalformedRecord {
        if (tokens.kind() != Tokens.Kind.ARRAY) {
            throw wrong("an array");
        }
    }

    /** Goes to the next element; false at the array's end. */
    boolean nextElement() throws MalformedRecord {
        try {
            return tokens.nextElement();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** Ends the record: nothing may follow the object. */
    void close() throws MalformedRecord {
        depth = 0;
        path[0] = "";
        try {
            if (!tokens.isAtEnd()) {
                throw notJson("has more after the JSON object");
            }
        } catch (IOException e) {
            throw notJson("has more after the JSON object");
        }
        close(tokens);
    }

    private static void close(Tokens tokens) {
        try {
            tokens.close();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail", e);
        }
    }

    /** Whether the characters of strings need no check: all are ASCII without escapes. */
    boolean isPlain() {
        return plain;
    }

    Tokens tokens() {
        return tokens;
    }

    JsonParser parser() {
        return tokens.parser();
    }

    /** An exception for a value that is wrong: names the member and shows the value. */
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
