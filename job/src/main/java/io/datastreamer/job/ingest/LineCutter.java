package io.datastreamer.job.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines at line feeds; a carriage return before one is dropped. A line over the limit is
 * cut: its start is kept, the rest is read and forgotten, so that memory stays bounded.
 *
 * <p>Meeting the end of the stream is not final: where a file grows, a later call reads on.
 */
final class LineCutter implements Closeable {
    private static final int BUFFER = 64 * 1024;

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

    /**
     * A line.
     *
     * @param bytes without its line break; the start of it when it was too long
     * @param start offset of its first byte
     * @param end offset after its line break
     * @param tooLong whether it was cut
     */
    record Line(byte[] bytes, long start, long end, boolean tooLong) {}

    /** The next line that has a line feed, or null when the stream has none for now. */
    @Nullable
    Line next() throws IOException {
        do {
            for (int i = scanned; i < to; i++) {
                if (buffer[i] == '\n') {
                    return cut(i, i + 1);
                }
            }
            scanned = to;
            if (start != null || to - from > maxBytes + 1) {
                forgetRest();
            }
        } while (fill());
        return null;
    }

    /** What stands after the last line feed as a line, or null when that is nothing. */
    @Nullable
    Line rest() {
        return from == to && start == null ? null : cut(to, to);
    }

    /** Offset after everything that was read so far. */
    long position() {
        return fromOffset + (to - from);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Line cut(int end, int next) {
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
        fromOffset += next - from;
        Line line = new Line(bytes, lineStart, fromOffset, tooLong);
        start = null;
        lineStart = fromOffset;
        from = next;
        scanned = next;
        return line;
    }

    private void forgetRest() {
        if (start == null) {
            start = Arrays.copyOfRange(buffer, from, from + maxBytes);
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
