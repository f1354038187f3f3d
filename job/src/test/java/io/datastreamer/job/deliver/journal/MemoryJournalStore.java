package io.datastreamer.job.deliver.journal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stores a journal in maps; {@link #copy} is what a checkpoint would contain. */
public final class MemoryJournalStore implements JournalStore {
    private @Nullable JournalMeta meta;
    private final Map<Long, Segment> segments = new HashMap<>();
    private final Map<Long, SegmentHeader> headers = new HashMap<>();
    private final Map<Integer, Segment> chunks = new HashMap<>();

    private Consumer<Access> watcher = access -> {};

    /** Kinds of access to a value of the store. */
    public enum Access {
        READ_HEADER,
        READ_BODY,
        WRITE
    }

    /** Reports each access to a value to this. */
    public MemoryJournalStore watchedBy(Consumer<Access> newWatcher) {
        watcher = newWatcher;
        return this;
    }

    public MemoryJournalStore copy() {
        MemoryJournalStore copy = new MemoryJournalStore();
        copy.meta = meta;
        copy.segments.putAll(segments);
        copy.headers.putAll(headers);
        copy.chunks.putAll(chunks);
        return copy;
    }

    /** How many values are stored, besides the meta. */
    public int size() {
        return segments.size() + headers.size() + chunks.size();
    }

    /** Stored bytes of the frames of the open segment. */
    public long chunkBytes() {
        return chunks.values().stream()
                .flatMap(chunk -> chunk.frames().stream())
                .mapToLong(frame -> frame.compressed().length)
                .sum();
    }

    @Override
    public @Nullable JournalMeta meta() {
        return meta;
    }

    @Override
    public void putMeta(JournalMeta newMeta) {
        watcher.accept(Access.WRITE);
        meta = newMeta;
    }

    @Override
    public Segment segment(long number) {
        watcher.accept(Access.READ_BODY);
        return present(segments.get(number), "segment", number);
    }

    @Override
    public SegmentHeader header(long number) {
        watcher.accept(Access.READ_HEADER);
        return present(headers.get(number), "header", number);
    }

    @Override
    public void putSegment(long number, SegmentHeader header, Segment segment) {
        watcher.accept(Access.WRITE);
        segments.put(number, segment);
        headers.put(number, header);
    }

    @Override
    public void removeSegment(long number) {
        watcher.accept(Access.WRITE);
        present(segments.remove(number), "segment", number);
        present(headers.remove(number), "header", number);
    }

    @Override
    public Segment chunk(int index) {
        watcher.accept(Access.READ_BODY);
        return present(chunks.get(index), "chunk", index);
    }

    @Override
    public void putChunk(int index, Segment chunk) {
        watcher.accept(Access.WRITE);
        chunks.put(index, chunk);
    }

    @Override
    public void removeChunk(int index) {
        watcher.accept(Access.WRITE);
        present(chunks.remove(index), "chunk", index);
    }

    private static <T> T present(@Nullable T value, String what, long number) {
        if (value == null) {
            throw new IllegalStateException(what + " " + number + " is not there");
        }
        return value;
    }
}
