package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Enriched;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes compact JSON in UTF-8 into a buffer that is reused for each document: its SIM key, its JSON and its supplement,
 * one after the other. Commas are added automatically: a value or member that follows another one gets one before it.
 *
 * <p>Names are written as they are: they are ours and need no escapes. Strings have no unpaired surrogates. Not
 * thread-safe.
 */
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final byte[] NULL = "null".getBytes(UTF_8);
    private static final int LONGEST_NUMBER = 20;
    private static final int MAX_BYTES_PER_CHAR = 6;

    private byte[] buffer = new byte[2048];
    private int length;
    /** Where the current part begins. */
    private int start;

    private int simKeyLength;
    private int jsonLength;

    /** A member's name, ready to be written: in quotes, after a comma and before a colon. */
    record Name(byte[] bytes) {
        static Name of(String name) {
            return new Name((",\"" + name + "\":").getBytes(UTF_8));
        }
    }

    /**
     * Empties the buffer, so that another document's JSON can be written.
     *
     * @param simKey the ICCID of its SIM; empty if it is about none
     */
    void beginDocument(String simKey) {
        length = 0;
        bytes(simKey.getBytes(UTF_8));
        start = length;
        simKeyLength = length;
    }

    /** Ends the document's JSON, so that its supplement can be written. */
    void beginSupplement() {
        jsonLength = length - simKeyLength;
        start = length;
    }

    /** The document of a record with what was written; valid until the buffer is used again. */
    Document document(Enriched enriched, RecordKind kind, int eventType, long id) {
        return new Document(
                enriched.organisation().id(),
                kind,
                eventType,
                id,
                enriched.record().origin().timestamp(),
                buffer,
                simKeyLength,
                jsonLength,
                length - simKeyLength - jsonLength);
    }

    /** How much was written since {@link #beginDocument}. */
    int length() {
        return length;
    }

    /** The buffer with what was written since {@link #beginDocument}, from its start on; valid until more is written. */
    byte[] bytes() {
        return buffer;
    }

    JsonBuffer beginObject() {
        separate();
        return ascii('{');
    }

    JsonBuffer beginObject(Name name) {
        name(name);
        return ascii('{');
    }

    JsonBuffer endObject() {
        return ascii('}');
    }

    JsonBuffer beginArray(Name name) {
        name(name);
        return ascii('[');
    }

    JsonBuffer endArray() {
        return ascii(']');
    }

    JsonBuffer member(Name name, long value) {
        name(name);
        return digits(value);
    }

    /** A number from 0 upwards, or null for {@link Absent#NUMBER}. */
    JsonBuffer memberOrNull(Name name, long value) {
        name(name);
        return value == Absent.NUMBER ? bytes(NULL) : digits(value);
    }

    JsonBuffer member(Name name, boolean value) {
        name(name);
        return bytes(value ? TRUE : FALSE);
    }

    JsonBuffer member(Name name, @Nullable String value) {
        name(name);
        return value == null ? bytes(NULL) : quoted(value);
    }

    /** Writes a value that is JSON already. */
    JsonBuffer memberJson(Name name, String json) {
        name(name);
        return bytes(json.getBytes(UTF_8));
    }

    /** Writes members that are JSON already, at least one, without a comma before or after them. */
    JsonBuffer membersJson(byte[] json) {
        separate();
        return bytes(json);
    }

    /** A string as an array's element. */
    JsonBuffer element(String value) {
        separate();
        return quoted(value);
    }

    /** Writes a number from 0 upwards, given in millionths, as a decimal without trailing zeros. */
    JsonBuffer memberMillionths(Name name, long millionths) {
        name(name);
        digits(millionths / 1_000_000);
        int fraction = (int) (millionths % 1_000_000);
        if (fraction != 0) {
            ascii('.');
            for (int weight = 100_000; fraction != 0; weight /= 10) {
                ascii((char) ('0' + fraction / weight));
                fraction %= weight;
            }
        }
        return this;
    }

    /** A point in time in quotes. */
    JsonBuffer memberTime(Name name, long millis, TimeFormat format) {
        name(name);
        ensure(TimeFormat.LONGEST + 2);
        buffer[length++] = '"';
        length = format.write(millis, buffer, length);
        buffer[length++] = '"';
        return this;
    }

    private void name(Name name) {
        byte[] bytes = name.bytes();
        int from = follows() ? 0 : 1;
        ensure(bytes.length);
        System.arraycopy(bytes, from, buffer, length, bytes.length - from);
        length += bytes.length - from;
    }

    private void separate() {
        if (follows()) {
            ascii(',');
        }
    }

    /** Whether the next value or member follows another one. */
    private boolean follows() {
        if (length == start) {
            return false;
        }
        byte last = buffer[length - 1];
        return last != '{' && last != '[';
    }

    private JsonBuffer ascii(char c) {
        ensure(1);
        buffer[length++] = (byte) c;
        return this;
    }

    private JsonBuffer bytes(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private JsonBuffer digits(long value) {
        ensure(LONGEST_NUMBER);
        if (value < 0) {
            return bytes(Long.toString(value).getBytes(UTF_8));
        }
        int end = length + 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            end++;
        }
        long rest = value;
        for (int i = end - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    private JsonBuffer quoted(String text) {
        int chars = text.length();
        ensure(chars * MAX_BYTES_PER_CHAR + 2);
        // the usual text needs no escapes: this loop is most of the work on a document
        byte[] out = buffer;
        int at = length;
        out[at++] = '"';
        int i = 0;
        for (; i < chars; i++) {
            char c = text.charAt(i);
            if (!isPlain(c)) {
                break;
            }
            out[at++] = (byte) c;
        }
        length = at;
        if (i < chars) {
            escaped(text, i);
        }
        buffer[length++] = '"';
        return this;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    }

    private void escaped(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                buffer[length++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                fourBytes(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                special(c);
            }
        }
    }

    private void special(char c) {
        if (c == '"' || c == '\\') {
            buffer[length++] = '\\';
            buffer[length++] = (byte) c;
        } else if (c <= 0x7f) {
            escape(c);
        } else if (c < 0x800) {
            buffer[length++] = (byte) (0xc0 | (c >> 6));
            buffer[length++] = (byte) (0x80 | (c & 0x3f));
        } else {
            buffer[length++] = (byte) (0xe0 | (c >> 12));
            buffer[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            buffer[length++] = (byte) (0x80 | (c & 0x3f));
        }
    }

    private void fourBytes(int codePoint) {
        buffer[length++] = (byte) (0xf0 | (codePoint >> 18));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        buffer[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        buffer[length++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    private void escape(char c) {
        buffer[length++] = '\\';
        switch (c) {
            case '\n' -> buffer[length++] = 'n';
            case '\r' -> buffer[length++] = 'r';
            case '\t' -> buffer[length++] = 't';
            default -> {
                buffer[length++] = 'u';
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = HEX[c >> 4];
                buffer[length++] = HEX[c & 0xf];
            }
        }
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
