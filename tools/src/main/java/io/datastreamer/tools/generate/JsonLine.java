package io.datastreamer.tools.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Builds lines of JSON, one after another, in one buffer. Text must be ASCII without quotes and backslashes, like
 * everything that is generated. Commas are added automatically.
 */
final class JsonLine {
    private byte[] bytes = new byte[4096];
    private int length;

    JsonLine open() {
        comma();
        return put('{');
    }

    JsonLine open(String name) {
        return name(name).put('{');
    }

    JsonLine openArray(String name) {
        return name(name).put('[');
    }

    JsonLine close() {
        return put('}');
    }

    JsonLine closeArray() {
        return put(']');
    }

    JsonLine text(String name, String value) {
        return name(name).put('"').ascii(value).put('"');
    }

    JsonLine number(String name, long value) {
        return name(name).digits(value, 1);
    }

    /** Adds a number as it is written in {@code value}. */
    JsonLine decimal(String name, String value) {
        return name(name).ascii(value);
    }

    JsonLine bool(String name, boolean value) {
        return name(name).ascii(value ? "true" : "false");
    }

    JsonLine none(String name) {
        return name(name).ascii("null");
    }

    /** Adds a text of a prefix and a number with at least {@code width} digits. */
    JsonLine text(String name, String prefix, long number, int width) {
        return name(name).put('"').ascii(prefix).digits(number, width).put('"');
    }

    JsonLine element(long value) {
        comma();
        return digits(value, 1);
    }

    /** Writes the line with a line feed, and starts a new one. */
    void writeTo(OutputStream out) throws IOException {
        put('\n');
        out.write(bytes, 0, length);
        length = 0;
    }

    /** Returns the line without a line feed, and starts a new one. */
    byte[] take() {
        byte[] line = Arrays.copyOf(bytes, length);
        length = 0;
        return line;
    }

    private JsonLine name(String name) {
        comma();
        return put('"').ascii(name).put('"').put(':');
    }

    private void comma() {
        if (length > 0 && bytes[length - 1] != '{' && bytes[length - 1] != '[' && bytes[length - 1] != ':') {
            put(',');
        }
    }

    @SuppressWarnings("deprecation") // the method takes the low byte of each char, which is right for ASCII
    private JsonLine ascii(String value) {
        reserve(value.length());
        value.getBytes(0, value.length(), bytes, length);
        length += value.length();
        return this;
    }

    private JsonLine digits(long number, int width) {
        int digits = width;
        for (long rest = number, n = 1; rest > 9; n++) {
            rest /= 10;
            digits = (int) Math.max(digits, n + 1);
        }
        reserve(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private JsonLine put(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
