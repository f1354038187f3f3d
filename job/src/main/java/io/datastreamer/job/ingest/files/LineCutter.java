package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines at line feeds; a carriage return before one is dropped. A line over the limit is cut: its start
 * is kept, the rest is read and forgotten, so that memory stays bounded.
 */
final class LineCutter implements RecordCutter {
    private static final int BUFFER = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer;
    // buffer[from, to) is read and not yet cut; up to scanned there is no line feed in it
    private int from;
    private int scanned;
    private int to;
    // offset in the stream of the line that starts at from, and of buffer[from]: they differ within a cut line
    private long lineStart;
    private long fromOffset;
    private byte @Nullable [] start;
    private long startOffset;

    /**
     * @param in stands at {@code position}
     * @param position the stream's offset there
     * @param maxBytes longest line
     */
    LineCutter(InputStream in, long position, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.lineStart = position;
        this.fromOffset = position;
        this.buffer = new byte[BUFFER];
    }

    @Override
    public @Nullable Cut next() throws IOException {
        do {
            for (int i = scanned; i < to; i++) {
                if (buffer[i] == '\n') {
                    return cut(i, i + 1);
                }
            }
            scanned = to;
            skipPadding(to);
            if (start != null || to - from > maxBytes + 1) {
                forgetRest();
            }
        } while (fill());
        return null;
    }

    @Override
    public @Nullable Cut rest() {
        return position() == lineStart ? null : cut(to, to);
    }

    @Override
    public long position() {
        return fromOffset + (to - from);
    }

    private Cut cut(int end, int next) {
        skipPadding(end);
        byte[] bytes;
        boolean tooLong = true;
        if (start != null) {
            bytes = start;
        } else {
            int length = end - from;
            if (length > 0 && buffer[end - 1] == '\r') {
                length--;
            }
            tooLong = length > maxBytes;
            bytes = Arrays.copyOfRange(buffer, from, from + Math.min(length, maxBytes));
        }
        long recordStart = start == null ? fromOffset : startOffset;
        fromOffset += next - from;
        String flaw =
                tooLong ? "longer than " + maxBytes + " bytes (ingest.max-record-bytes); this is its start" : null;
        Cut line = new Cut(bytes, recordStart, fromOffset, flaw);
        start = null;
        lineStart = fromOffset;
        from = next;
        scanned = next;
        return line;
    }

    private void skipPadding(int end) {
        if (start != null) {
            return;
        }
        int padding = 0;
        if (fromOffset == 0 && end - from >= 3 && Arrays.equals(buffer, from, from + 3, BYTE_ORDER_MARK, 0, 3)) {
            padding = 3;
        }
        while (from + padding < end && buffer[from + padding] == 0) {
            padding++;
        }
        from += padding;
        fromOffset += padding;
        scanned = Math.max(scanned, from);
    }

    private void forgetRest() {
        if (start == null) {
            start = Arrays.copyOfRange(buffer, from, from + maxBytes);
            startOffset = fromOffset;
        }
        fromOffset += to - from;
        from = 0;
        scanned = 0;
        to = 0;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            scanned = 0;
            to = 0;
        } else if (to == buffer.length && from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            scanned -= from;
            to -= from;
            from = 0;
        } else if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read <= 0) {
            return false;
        }
        to += read;
        return true;
    }
}
