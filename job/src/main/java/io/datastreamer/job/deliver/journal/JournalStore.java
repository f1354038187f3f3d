package io.datastreamer.job.deliver.journal;

import org.jspecify.annotations.Nullable;

/** Stores one journal. The getters return what {@code put} has stored until it is removed. Nothing iterates over it. */
public interface JournalStore {

    /** What was put last; null for a journal that was never written. */
    @Nullable
    JournalMeta meta();

    void putMeta(JournalMeta meta);

    /** A sealed segment that was put and not removed. */
    Segment segment(long number);

    /** The header of a sealed segment that was put and not removed. */
    SegmentHeader header(long number);

    void putSegment(long number, SegmentHeader header, Segment segment);

    void removeSegment(long number);

    /** A chunk of the open segment that was put and not removed. */
    Segment chunk(int index);

    void putChunk(int index, Segment chunk);

    void removeChunk(int index);
}
