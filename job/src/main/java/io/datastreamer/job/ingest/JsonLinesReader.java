package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;

/** Reads one file of JSON Lines from a position on. */
final class JsonLinesReader implements BulkFormat.Reader<RawRecord> {
    /** The position of a file of which nothing more will be read, although it may hold more. */
    static final long ENDED = Long.MAX_VALUE;

    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final long POLL_MS = 200;

    private final String source;
    private final LineCutter lines;
    private final boolean follow;
    private @Nullable String flaw;
    private boolean ended;

    JsonLinesReader(String source, LineCutter lines, boolean follow) {
        this.source = source;
        this.lines = lines;
        this.follow = follow;
    }

    /** A reader of a file of which all was read. */
    static JsonLinesReader ended(String source) {
        JsonLinesReader reader =
                new JsonLinesReader(source, new LineCutter(InputStream.nullInputStream(), 0, 1), false);
        reader.ended = true;
        return reader;
    }

    /** A reader of a file that cannot be read: yields one record with the flaw. */
    static JsonLinesReader unreadable(String source, String flaw) {
        JsonLinesReader reader =
                new JsonLinesReader(source, new LineCutter(InputStream.nullInputStream(), 0, 1), false);
        reader.flaw = flaw;
        return reader;
    }

    static String damaged(long position, IOException e) {
        return "compressed content is damaged after byte " + position + " of what it holds: " + e.getMessage();
    }

    @Override
    public BulkFormat.@Nullable RecordIterator<RawRecord> readBatch() throws IOException {
        if (ended) {
            return null;
        }
        List<RecordAndPosition<RawRecord>> batch = new ArrayList<>();
        long now = System.currentTimeMillis();
        if (flaw == null) {
            try {
                readLines(batch, now);
            } catch (ZipException | EOFException e) {
                flaw = damaged(lines.position(), e);
            }
        }
        if (flaw != null) {
            LineCutter.Line rest = lines.rest();
            byte[] bytes = rest == null ? new byte[0] : rest.bytes();
            long start = rest == null ? lines.position() : rest.start();
            batch.add(new RecordAndPosition<>(new RawRecord(bytes, null, source, start, now, flaw), ENDED, 0));
            ended = true;
        }
        if (follow && batch.isEmpty()) {
            awaitMore();
        }
        return new Batch(batch.iterator());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void readLines(List<RecordAndPosition<RawRecord>> batch, long now) throws IOException {
        int bytes = 0;
        while (batch.size() < BATCH_RECORDS && bytes < BATCH_BYTES) {
            LineCutter.Line line = lines.next();
            if (line == null && !follow) {
                ended = true;
                line = lines.rest();
            }
            if (line == null) {
                return;
            }
            if (line.bytes().length > 0) {
                bytes += line.bytes().length;
                batch.add(new RecordAndPosition<>(record(line, now), line.end(), 0));
            }
            if (ended) {
                return;
            }
        }
    }

    private RawRecord record(LineCutter.Line line, long now) {
        String tooLong = line.tooLong()
                ? "longer than " + line.bytes().length + " bytes (ingest.max-record-bytes); this is its start"
                : null;
        return new RawRecord(line.bytes(), null, source, line.start(), now, tooLong);
    }

    // in the source's fetcher thread, which has nothing else to do
    private static void awaitMore() throws IOException {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private record Batch(Iterator<RecordAndPosition<RawRecord>> records)
            implements BulkFormat.RecordIterator<RawRecord> {
        @Override
        public @Nullable RecordAndPosition<RawRecord> next() {
            return records.hasNext() ? records.next() : null;
        }

        @Override
        public void releaseBatch() {}
    }
}
