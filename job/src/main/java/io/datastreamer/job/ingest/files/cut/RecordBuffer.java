package io.datastreamer.job.ingest.files.cut;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Buffers content that is read and not yet cut into records. It grows with the record; of a record over the limit only
 * the start is kept, so that memory stays bounded. Places in the buffer are counted from its first byte.
 */
final class RecordBuffer {
    private static final int FIRST_SIZE = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;
    private byte[] bytes = new byte[FIRST_SIZE];
    // bytes[from, to) are in the buffer
    private int from;
    private int to;
    private long fromOffset;
    // of a record over the limit
    private byte @Nullable [] start;
    private long startOffset;

    /**
     * @param in stands at {@code position}
     * @param position the content's offset there
     * @param maxBytes the longest record
     */
    RecordBuffer(InputStream in, long position, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.fromOffset = position;
    }

    /** How many bytes are in the buffer. */
    int length() {
        return to - from;
    }

    byte at(int place) {
        return bytes[from + place];
    }

    /** Whether the buffer has these bytes at the place. */
    boolean has(int place, byte[] expected) {
        return length() - place >= expected.length
                && Arrays.equals(bytes, from + place, from + place + expected.length, expected, 0, expected.length);
    }

    /** The place of the first line feed from {@code place} on; the length if there is none. */
    int lineFeed(int place) {
        int i = from + place;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i - from;
    }

    /** Offset of the first byte in the content. */
    long offset() {
        return fromOffset;
    }

    /** Offset in the content after everything that was read so far. */
    long position() {
        return fromOffset + length();
    }

    /** Whether the first bytes of the record were dropped because it is over the limit. */
    boolean isWithinRecord() {
        return start != null;
    }

    /** Reads more. Returns false if there is nothing for now. */
    boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == bytes.length && from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        } else if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int read = in.read(bytes, to, bytes.length - to);
        if (read <= 0) {
            return false;
        }
        to += read;
        return true;
    }

    /** Drops bytes that belong to no record. */
    void skip(int count) {
        from += count;
        fromOffset += count;
    }

    /** Drops bytes of a record that is over the limit; its start is kept. */
    void forget(int count) {
        if (start == null) {
            start = Arrays.copyOfRange(bytes, from, from + maxBytes);
            startOffset = fromOffset;
        }
        skip(count);
    }

    /**
     * Cuts off a record.
     *
     * @param length of the record alone, as far as it is in the buffer
     * @param next the place after it, and after what separates it from the next
     * @param flaw what is wrong with it; null if nothing is
     */
    RecordCutter.Cut cut(int length, int next, @Nullable String flaw) {
        boolean tooLong = start != null || length > maxBytes;
        byte[] record = start != null ? start : Arrays.copyOfRange(bytes, from, from + Math.min(length, maxBytes));
        long begin = start != null ? startOffset : fromOffset;
        start = null;
        skip(next);
        String said =
                tooLong ? "longer than " + maxBytes + " bytes (ingest.max-record-bytes); this is its start" : flaw;
        return new RecordCutter.Cut(record, begin, fromOffset, said);
    }
}
