package io.datastreamer.job.ingest.files.cut;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts content into {@link JsonLines} at line feeds; a carriage return before one is dropped. */
final class LineCutter implements RecordCutter {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final RecordBuffer buffer;
    private final int maxBytes;
    // there is no line feed before it
    private int scanned;
    private long lineStart;

    /**
     * @param in stands at {@code position}
     * @param position the stream's offset there
     * @param maxBytes longest line
     */
    LineCutter(InputStream in, long position, int maxBytes) {
        this.buffer = new RecordBuffer(in, position, maxBytes);
        this.maxBytes = maxBytes;
        this.lineStart = position;
    }

    @Override
    public @Nullable Cut next() throws IOException {
        do {
            int lineFeed = buffer.lineFeed(scanned);
            if (lineFeed < buffer.length()) {
                return cut(lineFeed, 1);
            }
            scanned = lineFeed - skipPadding(lineFeed);
            if (buffer.isWithinRecord() || buffer.length() > maxBytes + 1) {
                buffer.forget(buffer.length());
                scanned = 0;
            }
        } while (buffer.fill());
        return null;
    }

    @Override
    public @Nullable Cut rest() {
        return position() == lineStart ? null : cut(buffer.length(), 0);
    }

    @Override
    public long position() {
        return buffer.position();
    }

    private Cut cut(int end, int separator) {
        int length = end - skipPadding(end);
        boolean hasReturn = length > 0 && buffer.at(length - 1) == '\r';
        Cut line = buffer.cut(hasReturn ? length - 1 : length, length + separator, null);
        lineStart = line.end();
        scanned = 0;
        return line;
    }

    /** Skips padding before the line; returns how many bytes. */
    private int skipPadding(int end) {
        if (buffer.isWithinRecord()) {
            return 0;
        }
        int padding = buffer.offset() == 0 && buffer.has(0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        while (padding < end && buffer.at(padding) == 0) {
            padding++;
        }
        buffer.skip(padding);
        return padding;
    }
}
