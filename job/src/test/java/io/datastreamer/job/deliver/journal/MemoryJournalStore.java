package io.datastreamer.job.deliver.journal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a journal in maps; {@link #copy} is what a checkpoint would hold. */
public final class MemoryJournalStore implements JournalStore {
    private @Nullable JournalMeta meta;
    private final Map<Long, Segment> segments = new HashMap<>();
    private final Map<Long, SegmentHeader> headers = new HashMap<>();
    private final Map<Integer, Segment> chunks = new HashMap<>();

    private Runnable onRead = () -> {};

    /** Has this called at each read of a value. */
    public MemoryJournalStore read(Runnable whenRead) {
        onRead = whenRead;
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

    /** How many values are kept, beside the meta. */
    public int size() {
        return segments.size() + headers.size() + chunks.size();
    }

    @Override
    public @Nullable JournalMeta meta() {
        return meta;
    }

    @Override
    public void putMeta(JournalMeta newMeta) {
        meta = newMeta;
    }

    @Override
    public Segment segment(long number) {
        onRead.run();
        return present(segments.get(number), "segment", number);
    }

    @Override
    public SegmentHeader header(long number) {
        onRead.run();
        return present(headers.get(number), "header", number);
    }

    @Override
    public void putSegment(long number, SegmentHeader header, Segment segment) {
        segments.put(number, segment);
        headers.put(number, header);
    }

    @Override
    public void removeSegment(long number) {
        present(segments.remove(number), "segment", number);
        present(headers.remove(number), "header", number);
    }

    @Override
    public Segment chunk(int index) {
        onRead.run();
        return present(chunks.get(index), "chunk", index);
    }

    @Override
    public void putChunk(int index, Segment chunk) {
        chunks.put(index, chunk);
    }

    @Override
    public void removeChunk(int index) {
        present(chunks.remove(index), "chunk", index);
    }

    private static <T> T present(@Nullable T value, String what, long number) {
        if (value == null) {
            throw new IllegalStateException(what + " " + number + " is not there");
        }
        return value;
    }
}
