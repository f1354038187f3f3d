package io.datastreamer.connectors.form;

import java.util.Arrays;

/** JSON that grows. Not thread-safe. */
final class JsonBytes {
    private byte[] bytes;
    private int length;

    JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** What holds it, from 0 to {@link #length}; only good until more is added. */
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

    JsonBytes add(byte[] all) {
        return add(all, 0, all.length);
    }
}
