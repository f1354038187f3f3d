package io.datastreamer.connectors.form;

import java.util.Arrays;

/** A growing buffer of JSON. Not thread-safe. */
final class JsonBytes {
    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Empties it. */
    void clear() {
        length = 0;
    }

    /** The array with the content from 0 to {@link #length}; only valid until more is added. */
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    JsonBytes add(byte[] from, int start, int end) {
        int more = end - start;
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + (bytes.length >> 1), length + more));
        }
        System.arraycopy(from, start, bytes, length, more);
        length += more;
        return this;
    }

    /** Adds ASCII text in lower case; anything but letters and digits becomes an underscore. */
    JsonBytes addWord(byte[] from, int start, int end) {
        int at = length;
        add(from, start, end);
        for (int i = at; i < length; i++) {
            int lower = bytes[i] | 0x20;
            boolean isLetter = lower >= 'a' && lower <= 'z';
            boolean isDigit = bytes[i] >= '0' && bytes[i] <= '9';
            bytes[i] = (byte) (isLetter ? lower : isDigit ? bytes[i] : '_');
        }
        return this;
    }

    JsonBytes add(byte[] all) {
        return add(all, 0, all.length);
    }
}
