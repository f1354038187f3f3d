package io.datastreamer.job.decode;

import io.datastreamer.job.reject.MalformedRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The rules for single values of raw records. Each method returns the current value, or throws an exception that says
 * what it must be.
 */
final class Value {
    private static final int MAX_TEXT_LENGTH = 4096;
    // a petabyte, or as many messages: sums of two, and products with rates, stay exact
    private static final long MAX_VOLUME = 1_000_000_000_000_000L;
    private static final int MAX_DECIMALS = 20;
    private static final int MAX_LONG_DIGITS = 19;
    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final int MAX_INTEGER_DIGITS = 15;

    private final RecordReader reader;

    Value(RecordReader reader) {
        this.reader = reader;
    }

    /** Whether the value is a string. */
    boolean isText() {
        return reader.tokens().kind() == Tokens.Kind.TEXT;
    }

    /** A string. */
    String text() throws MalformedRecord {
        try {
            Tokens tokens = requireText("a string");
            if (tokens.length() > MAX_TEXT_LENGTH) {
                throw reader.wrong("a string of at most " + MAX_TEXT_LENGTH + " characters");
            }
            return checked(tokens.text());
        } catch (IOException e) {
            throw reader.notJson(e);
        }
    }

    /** A text that has no unpaired surrogates and no NUL characters. */
    String checked(String text) throws MalformedRecord {
        if (!reader.isPlain() && hasUnpairedSurrogate(text)) {
            throw reader.wrong("a string without unpaired surrogates");
        }
        if (!reader.isPlain() && text.indexOf('\0') >= 0) {
            throw reader.wrong("a string without NUL characters");
        }
        return text;
    }

    /** A string, or an integer, whose digits are taken. */
    String textOrNumber() throws MalformedRecord {
        return reader.tokens().kind() == Tokens.Kind.INTEGER ? Long.toString(number()) : text();
    }

    /** A string of digits only. */
    String digits(int minLength, int maxLength) throws MalformedRecord {
        Tokens tokens = reader.tokens();
        try {
            if (tokens.kind() == Tokens.Kind.TEXT
                    && tokens.length() >= minLength
                    && tokens.length() <= maxLength
                    && areDigits(tokens.bytes(), tokens.bytesStart(), tokens.bytesLength())) {
                return tokens.text();
            }
        } catch (IOException e) {
            throw reader.notJson(e);
        }
        throw reader.wrong("a string of " + (minLength == maxLength ? "" : minLength + " to ") + maxLength + " digits");
    }

    private static boolean areDigits(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** An integer from 0 upwards, of 63 bits. */
    long number() throws MalformedRecord {
        return number(Long.MAX_VALUE, "an integer from 0 to 2^63-1");
    }

    /** A volume: bytes or messages. */
    long volume() throws MalformedRecord {
        return number(MAX_VOLUME, "an integer from 0 to 10^15");
    }

    /** An HTTP status. */
    long httpStatus() throws MalformedRecord {
        return number(999, "an HTTP status");
    }

    private long number(long max, String expected) throws MalformedRecord {
        try {
            long number = whole(expected);
            if (number < 0 || number > max) {
                throw reader.wrong(expected);
            }
            return number;
        } catch (IOException e) {
            throw reader.notJson(e);
        }
    }

    // 1000.0 and 1e3 are whole, too
    private long whole(String expected) throws MalformedRecord, IOException {
        Tokens tokens = reader.tokens();
        if (tokens.kind() == Tokens.Kind.INTEGER && tokens.length() <= MAX_LONG_DIGITS && tokens.isLong()) {
            return tokens.number();
        }
        if (tokens.kind() != Tokens.Kind.DECIMAL || tokens.length() > MAX_NUMBER_LENGTH) {
            throw reader.wrong(expected);
        }
        try {
            BigDecimal number = tokens.decimal().stripTrailingZeros();
            // exponents are checked before anything is computed with the number
            if (number.scale() > 0 || (long) number.precision() - number.scale() > MAX_LONG_DIGITS) {
                throw reader.wrong(expected);
            }
            return number.longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw reader.wrong(expected);
        }
    }

    /** A decimal number from 0 upwards. */
    BigDecimal decimal() throws MalformedRecord {
        return decimal(0, "a number from 0 to 10^" + MAX_INTEGER_DIGITS);
    }

    /** A decimal number of either sign: a cost, which is negative on a credit note. */
    BigDecimal signedDecimal() throws MalformedRecord {
        return decimal(-1, "a number from -10^" + MAX_INTEGER_DIGITS + " to 10^" + MAX_INTEGER_DIGITS);
    }

    private BigDecimal decimal(int leastSign, String range) throws MalformedRecord {
        String expected = range + " with at most " + MAX_DECIMALS + " decimals";
        Tokens tokens = reader.tokens();
        if (tokens.kind() != Tokens.Kind.INTEGER && tokens.kind() != Tokens.Kind.DECIMAL) {
            throw reader.wrong(expected);
        }
        try {
            if (tokens.length() > MAX_NUMBER_LENGTH) {
                throw reader.wrong(expected);
            }
            BigDecimal decimal = tokens.decimal().stripTrailingZeros();
            // exponents are checked before anything is computed with the number
            if (decimal.signum() < leastSign
                    || decimal.scale() > MAX_DECIMALS
                    || (long) decimal.precision() - decimal.scale() > MAX_INTEGER_DIGITS) {
                throw reader.wrong(expected);
            }
            return decimal;
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw reader.wrong(expected);
        }
    }

    boolean bool() throws MalformedRecord {
        Tokens.Kind kind = reader.tokens().kind();
        if (kind != Tokens.Kind.TRUE && kind != Tokens.Kind.FALSE) {
            throw reader.wrong("true or false");
        }
        return kind == Tokens.Kind.TRUE;
    }

    /** A time with a zone, in milliseconds since the epoch. */
    long time() throws MalformedRecord {
        String expected = "an ISO 8601 time with zone, such as 2017-10-26T07:28:00Z";
        try {
            Tokens tokens = requireText(expected);
            long millis = IsoTime.parse(tokens.bytes(), tokens.bytesStart(), tokens.bytesLength());
            if (millis == IsoTime.NONE) {
                throw reader.wrong(expected);
            }
            return millis;
        } catch (IOException e) {
            throw reader.notJson(e);
        }
    }

    /** A time, in UTC if it has no zone, in milliseconds since the epoch. */
    long timeUtcByDefault() throws MalformedRecord {
        String expected = "an ISO 8601 time, such as 2017-12-11T05:49:29";
        try {
            Tokens tokens = requireText(expected);
            long millis = IsoTime.parseUtcByDefault(tokens.bytes(), tokens.bytesStart(), tokens.bytesLength());
            if (millis == IsoTime.NONE) {
                throw reader.wrong(expected);
            }
            return millis;
        } catch (IOException e) {
            throw reader.notJson(e);
        }
    }

    /** One of the constants, by its name. */
    <E extends Enum<E>> E oneOf(E[] constants) throws MalformedRecord {
        if (isText()) {
            String text = text();
            for (E constant : constants) {
                if (constant.name().equals(text)) {
                    return constant;
                }
            }
        }
        throw reader.wrong("one of " + Arrays.toString(constants));
    }

    private Tokens requireText(String expected) throws MalformedRecord {
        if (!isText()) {
            throw reader.wrong(expected);
        }
        return reader.tokens();
    }

    private static boolean hasUnpairedSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
