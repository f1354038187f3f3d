package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of one subtask in turn, in the source's fetcher thread. Followed files stay open at their end; if
 * there are more than {@link #MOST_OPEN}, one that has been read to its end is closed.
 */
final class FileSplitReader implements SplitReader<Progress, FileSplit> {
    static final int MOST_OPEN = 64;
    private static final long POLL_MS = 200;

    private final FileReading how;
    private final Deque<OpenFile> files = new ArrayDeque<>();
    private final BlockingQueue<Boolean> wakeUps = new ArrayBlockingQueue<>(1);

    FileSplitReader(FileReading how) {
        this.how = how;
    }

    @Override
    public RecordsWithSplitIds<Progress> fetch() throws IOException {
        for (int left = files.size(); left > 0; left--) {
            OpenFile file = files.removeFirst();
            List<Progress> steps = file.read();
            if (file.isOver()) {
                file.close();
                return new RecordsBySplits<>(Map.of(file.id(), steps), Set.of(file.id()));
            }
            files.addLast(file);
            if (!steps.isEmpty()) {
                return new RecordsBySplits<>(Map.of(file.id(), steps), Set.of());
            }
        }
        OpenFile idle = files.size() > MOST_OPEN ? firstIdle() : null;
        if (idle != null) {
            idle.release();
        } else {
            awaitMore();
        }
        return new RecordsBySplits<>(Map.of(), Set.of());
    }

    @Override
    public void handleSplitsChanges(SplitsChange<FileSplit> change) {
        change.splits().forEach(split -> files.addLast(new OpenFile(split, how)));
    }

    @Override
    public void wakeUp() {
        wakeUps.offer(true);
    }

    @Override
    public void close() throws IOException {
        for (OpenFile file : files) {
            file.close();
        }
    }

    private @Nullable OpenFile firstIdle() throws IOException {
        for (OpenFile file : files) {
            if (file.isIdle()) {
                return file;
            }
        }
        return null;
    }

    private void awaitMore() throws IOException {
        try {
            wakeUps.poll(POLL_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
