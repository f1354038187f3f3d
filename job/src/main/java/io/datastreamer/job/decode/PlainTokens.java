package io.datastreamer.job.decode;

import com.fasterxml.jackson.core.JsonParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens of what machines write: ASCII without escapes ({@link Utf8#isPlain}), so that a text is a slice of the
 * record. If anything is unusual, it gives up by {@link NotPlain}, and {@link JacksonTokens} reads the record from the
 * start. So whatever this accepts must mean the same there, and it need not report errors.
 */
final class PlainTokens extends Tokens {
    /** Deeper than any real record. */
    private static final int MAX_DEPTH = 32;

    private static final byte[] MAX_LONG = Long.toString(Long.MAX_VALUE).getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    /** Where reading goes on. */
    private int at;
    /** Whether an object or array has just been entered, so that no comma comes before its first item. */
    private boolean isFirst;

    private Kind kind = Kind.NULL;
    /** Where the name, text or number begins and ends, without quotes. */
    private int start;

    private int end;
    /** Hash of the name, as a string computes it. */
    private int hash;

    /** Thrown when a record needs the other reader. */
    static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NotPlain() {
            super(null, null, false, false);
        }
    }

    @Override
    boolean open(byte[] bytes) {
        this.bytes = bytes;
        at = 0;
        take('{');
        isFirst = true;
        return true;
    }

    @Override
    boolean nextName() {
        if (isOver('}')) {
            return false;
        }
        take('"');
        start = at;
        hash = 0;
        byte b;
        while ((b = byteAt(at)) != '"') {
            require(b >= ' ');
            hash = 31 * hash + b;
            at++;
        }
        end = at++;
        return true;
    }

    @Override
    <E extends Enum<E>> Members.@Nullable Member<E> member(Members<E> members) {
        return members.named(hash, bytes, start, end);
    }

    @Override
    void nextValue() {
        take(':');
        takeValue();
    }

    @Override
    boolean nextElement() {
        if (isOver(']')) {
            return false;
        }
        takeValue();
        return true;
    }

    // whether the object or array ends; otherwise a comma was read if there must be one
    private boolean isOver(char closing) {
        skipSpace();
        if (byteAt(at) == closing) {
            at++;
            isFirst = false;
            return true;
        }
        if (!isFirst) {
            take(',');
        }
        isFirst = false;
        return false;
    }

    private void takeValue() {
        skipSpace();
        switch (byteAt(at)) {
            case '"' -> takeText();
            case '{' -> enter(Kind.OBJECT);
            case '[' -> enter(Kind.ARRAY);
            case 't' -> takeWord(TRUE, Kind.TRUE);
            case 'f' -> takeWord(FALSE, Kind.FALSE);
            case 'n' -> takeWord(NULL, Kind.NULL);
            default -> takeNumber();
        }
    }

    private void enter(Kind entered) {
        kind = entered;
        at++;
        isFirst = true;
    }

    private void takeText() {
        kind = Kind.TEXT;
        start = ++at;
        byte b;
        while ((b = byteAt(at)) != '"') {
            require(b >= ' ');
            at++;
        }
        end = at++;
    }

    private void takeWord(byte[] word, Kind named) {
        kind = named;
        for (byte letter : word) {
            require(byteAt(at) == letter);
            at++;
        }
        requireDelimiter();
    }

    // RFC 8259, section 6
    private void takeNumber() {
        kind = Kind.INTEGER;
        start = at;
        if (byteAt(at) == '-') {
            at++;
        }
        boolean isZero = byteAt(at) == '0';
        int digits = takeDigits();
        require(digits == 1 || !isZero);
        if (byteAt(at) == '.') {
            kind = Kind.DECIMAL;
            at++;
            takeDigits();
        }
        if (byteAt(at) == 'e' || byteAt(at) == 'E') {
            kind = Kind.DECIMAL;
            at++;
            if (byteAt(at) == '+' || byteAt(at) == '-') {
                at++;
            }
            takeDigits();
        }
        end = at;
        requireDelimiter();
    }

    private int takeDigits() {
        int from = at;
        byte b;
        while ((b = byteAt(at)) >= '0' && b <= '9') {
            at++;
        }
        require(at > from);
        return at - from;
    }

    // within an object, something always follows
    private void requireDelimiter() {
        byte b = byteAt(at);
        require(b == ',' || b == '}' || b == ']' || isSpace(b));
    }

    @Override
    void skipChildren() {
        skipChildren(0);
    }

    private void skipChildren(int depth) {
        require(depth < MAX_DEPTH);
        if (kind == Kind.OBJECT) {
            while (nextName()) {
                nextValue();
                skipChildren(depth + 1);
            }
        } else if (kind == Kind.ARRAY) {
            while (nextElement()) {
                skipChildren(depth + 1);
            }
        }
        // so that the next token is not taken for a child
        kind = Kind.NULL;
    }

    @Override
    boolean isAtEnd() {
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
        return at == bytes.length;
    }

    private void take(char wanted) {
        skipSpace();
        require(byteAt(at) == wanted);
        at++;
    }

    private void skipSpace() {
        while (isSpace(byteAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private byte byteAt(int index) {
        require(index < bytes.length);
        return bytes[index];
    }

    private static void require(boolean isPlain) {
        if (!isPlain) {
            throw new NotPlain();
        }
    }

    @Override
    Kind kind() {
        return kind;
    }

    @Override
    int length() {
        return end - start;
    }

    @Override
    String text() {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    @Override
    byte[] bytes() {
        return bytes;
    }

    @Override
    int bytesStart() {
        return start;
    }

    @Override
    int bytesLength() {
        return end - start;
    }

    @Override
    boolean isLong() {
        require(bytes[start] != '-');
        int shorter = MAX_LONG.length - (end - start);
        return shorter > 0 || (shorter == 0 && Arrays.compare(bytes, start, end, MAX_LONG, 0, MAX_LONG.length) <= 0);
    }

    @Override
    long number() {
        long number = 0;
        for (int i = start; i < end; i++) {
            number = 10 * number + bytes[i] - '0';
        }
        return number;
    }

    @Override
    BigDecimal decimal() {
        return new BigDecimal(text());
    }

    @Override
    JsonParser parser() {
        throw new NotPlain();
    }

    @Override
    void close() {}
}
