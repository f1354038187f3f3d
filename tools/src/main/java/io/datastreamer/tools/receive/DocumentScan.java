package io.datastreamer.tools.receive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the documents in a body, which is a JSON array of objects, in one pass over its bytes. It checks no more of the
 * JSON than it needs to separate documents.
 */
public final class DocumentScan {
    private static final byte[] ID = {'i', 'd'};
    private static final byte[] EVENT_TYPE = {'e', 'v', 'e', 'n', 't', '_', 't', 'y', 'p', 'e'};
    private static final boolean[] STRUCTURAL = new boolean[256];

    static {
        for (char c : "\"{}[]".toCharArray()) {
            STRUCTURAL[c] = true;
        }
    }

    /** Gets the documents, in order. */
    public interface Visitor {
        /**
         * Gets one document.
         *
         * @param from where its object starts in the body
         * @param to where it ends
         * @param id its member {@code id}, or {@link #NO_ID}
         * @param event whether it has a member {@code event_type}
         */
        void document(int from, int to, long id, boolean event);
    }

    /** Stands for an {@code id} that is not a whole number. */
    public static final long NO_ID = Long.MIN_VALUE;

    private static final byte[] VOLUME = "\"volume\":{\"total\":".getBytes(StandardCharsets.US_ASCII);
    private static final int PLACES = 6;

    /**
     * Returns the volume of a usage document.
     *
     * @param from where its object starts in the body
     * @param to where it ends
     * @return bytes, as the job writes them: a megabyte has 10^6; 0 when there is none
     */
    public static long volume(byte[] body, int from, int to) {
        int at = from;
        while (at + VOLUME.length < to && !Arrays.equals(body, at, at + VOLUME.length, VOLUME, 0, VOLUME.length)) {
            at++;
        }
        long bytes = 0;
        int places = -1;
        for (int i = at + VOLUME.length; i < to && (body[i] == '.' || (body[i] >= '0' && body[i] <= '9')); i++) {
            if (body[i] == '.') {
                places = 0;
            } else if (places < PLACES) {
                bytes = bytes * 10 + (body[i] - '0');
                places += places < 0 ? 0 : 1;
            }
        }
        for (int place = Math.max(0, places); place < PLACES; place++) {
            bytes *= 10;
        }
        return bytes;
    }

    private final byte[] body;
    private final int length;
    private int at;
    private long id;
    private boolean event;

    private DocumentScan(byte[] body, int length) {
        this.body = body;
        this.length = length;
    }

    /**
     * Visits all documents of the body.
     *
     * @param length how much of the array is the body
     * @return whether it is an array of objects; if not, some documents may have been visited
     */
    public static boolean scan(byte[] body, int length, Visitor visitor) {
        return new DocumentScan(body, length).array(visitor);
    }

    private boolean array(Visitor visitor) {
        if (next() != '[') {
            return false;
        }
        at++;
        int c = next();
        if (c == ']') {
            return endsAfter(at);
        }
        while (c == '{') {
            int from = at;
            if (!object()) {
                return false;
            }
            visitor.document(from, at, id, event);
            c = next();
            if (c == ']') {
                return endsAfter(at);
            }
            if (c != ',') {
                return false;
            }
            at++;
            c = next();
        }
        return false;
    }

    private boolean endsAfter(int last) {
        at = last + 1;
        return next() < 0;
    }

    // from an opening brace to after its closing one; false when the body ends before
    private boolean object() {
        id = NO_ID;
        event = false;
        int depth = 0;
        for (; at < length; at++) {
            byte b = body[at];
            if (!STRUCTURAL[b & 0xff]) {
                continue;
            }
            switch (b) {
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (--depth == 0) {
                        at++;
                        return true;
                    }
                }
                default -> string(depth);
            }
        }
        return false;
    }

    // starts at the opening quote; ends at the closing one, or after a number that belongs to it
    private void string(int depth) {
        int from = ++at;
        while (at < length && body[at] != '"') {
            at += body[at] == '\\' ? 2 : 1;
        }
        if (depth != 1) {
            return;
        }
        if (isKey(from, ID)) {
            readId(indexOfColon(at + 1));
        } else if (isKey(from, EVENT_TYPE)) {
            event = true;
        }
    }

    private boolean isKey(int from, byte[] name) {
        if (at - from != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[from + i] != name[i]) {
                return false;
            }
        }
        return indexOfColon(at + 1) >= 0;
    }

    private int indexOfColon(int from) {
        int i = from;
        while (i < length && isSpace(body[i])) {
            i++;
        }
        return i < length && body[i] == ':' ? i : -1;
    }

    // ends at the last byte of the number, or right before it if there is none
    private void readId(int colon) {
        int i = colon + 1;
        while (i < length && isSpace(body[i])) {
            i++;
        }
        long number = 0;
        int digits = 0;
        for (; i < length && body[i] >= '0' && body[i] <= '9'; i++) {
            number = number * 10 + (body[i] - '0');
            digits++;
        }
        // 19 digits may exceed 63 bits
        if (digits > 0 && (digits < 19 || (digits == 19 && number > 0 && body[i - 19] <= '9'))) {
            id = number;
        }
        at = i - 1;
    }

    // skips space; returns the byte there, or -1 at the end
    private int next() {
        while (at < length && isSpace(body[at])) {
            at++;
        }
        return at < length ? body[at] : -1;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
