package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts {@link DetailBlocks}. Of a block over the limit the start is kept, so that memory stays bounded. */
final class BlockCutter implements RecordCutter {
    private static final int BUFFER = 64 * 1024;
    private static final String CUT_OFF = "the block is cut off: another one begins in it";

    private final InputStream in;
    private final int maxBytes;
    private byte[] buffer = new byte[BUFFER];
    // buffer[from, to) is read and not yet cut; whole lines of it up to line belong to the block at from
    private int from;
    private int line;
    private int scanned;
    private int to;
    private long fromOffset;
    private boolean hasAttributes;
    // of a block over the limit
    private byte @Nullable [] start;
    private long startOffset;

    /**
     * @param in stands at {@code position}
     * @param position the stream's offset there
     * @param maxBytes longest block
     */
    BlockCutter(InputStream in, long position, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.fromOffset = position;
    }

    @Override
    public @Nullable Cut next() throws IOException {
        do {
            while (scanned < to) {
                if (buffer[scanned++] == '\n') {
                    Cut cut = endOfLine(scanned);
                    if (cut != null) {
                        return cut;
                    }
                }
            }
            if (start != null || to - from > maxBytes) {
                forgetLines();
            }
        } while (fill());
        return null;
    }

    // the line is buffer[line, end)
    private @Nullable Cut endOfLine(int end) {
        boolean empty = end - line == 1 || (end - line == 2 && buffer[line] == '\r');
        if (empty && line == from && start == null) {
            fromOffset += end - from;
            from = end;
            line = end;
            return null;
        }
        if (empty) {
            return cut(line, end, null);
        }
        boolean indented = buffer[line] == '\t' || buffer[line] == ' ';
        if (!indented && hasAttributes) {
            int next = line;
            Cut cut = cut(next, next, CUT_OFF);
            // the line that was just read begins the next block
            line = end;
            scanned = end;
            return cut;
        }
        hasAttributes |= indented;
        line = end;
        return null;
    }

    @Override
    public @Nullable Cut rest() {
        return from == to && start == null ? null : cut(to, to, null);
    }

    @Override
    public long position() {
        return fromOffset + (to - from);
    }

    private Cut cut(int end, int next, @Nullable String flaw) {
        boolean tooLong = start != null || end - from > maxBytes;
        byte[] bytes = start != null ? start : Arrays.copyOfRange(buffer, from, Math.min(end, from + maxBytes));
        long begin = start != null ? startOffset : fromOffset;
        fromOffset += next - from;
        from = next;
        line = next;
        scanned = next;
        hasAttributes = false;
        start = null;
        String said =
                tooLong ? "longer than " + maxBytes + " bytes (ingest.max-record-bytes); this is its start" : flaw;
        return new Cut(bytes, begin, fromOffset, said);
    }

    // whole lines only: the last one may turn out to end the block
    private void forgetLines() {
        if (start == null) {
            start = Arrays.copyOfRange(buffer, from, from + maxBytes);
            startOffset = fromOffset;
        }
        int forgotten = to - line > maxBytes ? to : line;
        fromOffset += forgotten - from;
        from = forgotten;
        line = forgotten;
        scanned = Math.max(scanned, from);
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            line = 0;
            scanned = 0;
            to = 0;
        } else if (to == buffer.length && from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            line -= from;
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
