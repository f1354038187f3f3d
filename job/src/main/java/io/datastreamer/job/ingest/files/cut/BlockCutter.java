package io.datastreamer.job.ingest.files.cut;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts content into {@link DetailBlocks}. */
final class BlockCutter implements RecordCutter {
    private static final String CUT_OFF = "the block is cut off: another one begins in it";

    private final RecordBuffer buffer;
    private final int maxBytes;
    // start of the current line: before it are whole lines of the block; up to scanned there is no line feed
    private int line;
    private int scanned;
    private boolean hasAttributes;

    /**
     * @param in stands at {@code position}
     * @param position the stream's offset there
     * @param maxBytes longest block
     */
    BlockCutter(InputStream in, long position, int maxBytes) {
        this.buffer = new RecordBuffer(in, position, maxBytes);
        this.maxBytes = maxBytes;
    }

    @Override
    public @Nullable Cut next() throws IOException {
        do {
            for (scanned = buffer.lineFeed(scanned); scanned < buffer.length(); scanned = buffer.lineFeed(scanned)) {
                Cut cut = endOfLine(++scanned);
                if (cut != null) {
                    return cut;
                }
            }
            if (buffer.isWithinRecord() || buffer.length() > maxBytes) {
                forgetLines();
            }
        } while (buffer.fill());
        return null;
    }

    // takes the line that ends at end
    private @Nullable Cut endOfLine(int end) {
        boolean empty = end - line == 1 || (end - line == 2 && buffer.at(line) == '\r');
        if (empty && line == 0 && !buffer.isWithinRecord()) {
            buffer.skip(end);
            scanned = 0;
            return null;
        }
        if (empty) {
            return cut(line, end, null);
        }
        boolean indented = buffer.at(line) == '\t' || buffer.at(line) == ' ';
        if (!indented && hasAttributes) {
            // the line that was just read begins the next block
            int length = end - line;
            Cut cut = cut(line, line, CUT_OFF);
            line = length;
            scanned = length;
            return cut;
        }
        hasAttributes |= indented;
        line = end;
        return null;
    }

    @Override
    public @Nullable Cut rest() {
        int length = buffer.length();
        return length == 0 && !buffer.isWithinRecord() ? null : cut(length, length, null);
    }

    @Override
    public long position() {
        return buffer.position();
    }

    private Cut cut(int length, int next, @Nullable String flaw) {
        line = 0;
        scanned = 0;
        hasAttributes = false;
        return buffer.cut(length, next, flaw);
    }

    // only whole lines: the last one may turn out to end the block
    private void forgetLines() {
        int forgotten = buffer.length() - line > maxBytes ? buffer.length() : line;
        buffer.forget(forgotten);
        line = 0;
        scanned = Math.max(0, scanned - forgotten);
    }
}
