package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import io.datastreamer.job.deliver.frame.FrameWriter;
import io.datastreamer.job.deliver.frame.RawFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one organisation, or of one shard of it: documents in the order in which they came.
 *
 * <p>New entries are in the heap until {@link #flush}; after that the whole journal can be opened again from its store.
 * Not thread-safe. Whenever a method is called, the store must be selected to this journal.
 */
public final class Journal {
    /** More chunks than this are rewritten as one. */
    static final int MOST_CHUNKS = 64;
    /** Expected size of the first frame, in bytes. */
    private static final int FIRST_FRAME = 2048;

    private final String name;
    private final JournalStore store;
    private final JournalOptions options;
    private final FrameCodec codec;
    private final FrameCache cache;

    private JournalMeta meta;
    /** Header of the open segment over all its closed frames, flushed or not. */
    private SegmentHeader openHeader;
    /** All closed frames of the open segment, oldest first; null until those in the store are needed. */
    private @Nullable List<Frame> openFrames;
    /** The closed frames that the store does not have yet. */
    private final List<Frame> newFrames = new ArrayList<>();

    private FrameWriter tail;
    private long frameBytes;

    /**
     * Opens a journal from its store.
     *
     * @param name identifies the journal in the cache
     */
    public Journal(String name, JournalStore store, JournalOptions options, FrameCodec codec, FrameCache cache) {
        this.name = name;
        this.store = store;
        this.options = options;
        this.codec = codec;
        this.cache = cache;
        JournalMeta stored = store.meta();
        this.meta = stored == null ? JournalMeta.NEW : stored;
        this.openHeader = meta.openHeader();
        this.openFrames = meta.openChunks() == 0 ? new ArrayList<>() : null;
        this.tail = new FrameWriter((int) openHeader.counts().total(), FIRST_FRAME);
    }

    /**
     * Appends a document. Its journal time is the source's time, but neither later than now nor earlier than the
     * previous entry's.
     *
     * @param now milliseconds since the epoch
     */
    public void append(Document document, long now) {
        long time = Math.max(lastTime(), Math.min(document.sourceTimestamp(), now));
        long firstTime = openFirstTime();
        if (firstTime > 0 && time - firstTime >= options.segmentAge().toMillis()) {
            seal();
        }
        tail.append(document, time);
        if (tail.length() >= options.frameBytes()) {
            closeFrame();
            if (openHeader.rawBytes() >= options.segmentBytes()) {
                seal();
            }
        }
    }

    /** Whether there are entries that a flush would write. */
    public boolean isDirty() {
        return !newFrames.isEmpty() || !tail.isEmpty();
    }

    /** Heap taken by entries of the open segment, in bytes. */
    public long heapBytes() {
        return frameBytes + (tail.isEmpty() ? 0 : tail.capacity());
    }

    /** Writes new entries to the store. */
    public void flush() {
        if (!isDirty()) {
            return;
        }
        closeFrame();
        // entries that are flushed before they fill a frame fill segments all the same
        if (openHeader.rawBytes() >= options.segmentBytes()) {
            seal();
            return;
        }
        if (meta.openChunks() >= MOST_CHUNKS) {
            List<Frame> frames = recut(openFrames());
            removeChunks();
            store.putChunk(0, new Segment(frames));
            openFrames = new ArrayList<>(frames);
            meta = new JournalMeta(
                    meta.firstStored(), meta.firstSegment(), meta.openSegment(), 1, openHeader, lastTime());
        } else {
            store.putChunk(meta.openChunks(), new Segment(newFrames));
            meta = new JournalMeta(
                    meta.firstStored(),
                    meta.firstSegment(),
                    meta.openSegment(),
                    meta.openChunks() + 1,
                    openHeader,
                    lastTime());
        }
        store.putMeta(meta);
        newFrames.clear();
    }

    /** Erases all entries: nothing reads them any more. {@link #expire} removes them from the store. */
    public void erase() {
        if (openFirstTime() > 0) {
            seal();
        }
        if (meta.firstSegment() < meta.openSegment()) {
            meta = new JournalMeta(
                    meta.firstStored(), meta.openSegment(), meta.openSegment(), 0, openHeader, lastTime());
            store.putMeta(meta);
        }
    }

    /**
     * The journal's start as it would be if {@link #expire} removed up to this many sealed segments.
     *
     * @param horizon milliseconds since the epoch
     */
    public Mark startAfter(long horizon, int mostSegments) {
        long first = meta.firstStored();
        long end = Math.min(meta.openSegment(), first + mostSegments);
        while (first < end
                && (first < meta.firstSegment() || store.header(first).lastTime() < horizon)) {
            first++;
        }
        long segment = Math.max(first, meta.firstSegment());
        return new Mark(new Position(segment, 0), header(segment).before());
    }

    /** Seals the open segment if all of it is older than the horizon, since only sealed segments are removed. */
    public void sealIfOld(long horizon) {
        if (openFirstTime() > 0 && lastTime() < horizon) {
            seal();
        }
    }

    /**
     * Removes segments that are erased or hold only entries before the given time, up to the given number.
     *
     * @param horizon milliseconds since the epoch
     * @return whether there may be more to remove
     */
    public boolean expire(long horizon, int mostSegments) {
        sealIfOld(horizon);
        int removed = 0;
        long first = meta.firstStored();
        while (first < meta.openSegment()
                && (first < meta.firstSegment() || store.header(first).lastTime() < horizon)) {
            if (removed == mostSegments) {
                break;
            }
            store.removeSegment(first);
            first++;
            removed++;
        }
        if (removed > 0) {
            meta = new JournalMeta(
                    first,
                    Math.max(first, meta.firstSegment()),
                    meta.openSegment(),
                    meta.openChunks(),
                    meta.openHeader(),
                    meta.lastTime());
            store.putMeta(meta);
        }
        return removed == mostSegments && removed > 0;
    }

    /**
     * Journal time of the last entry of the oldest stored segment, which can expire after that; null if the journal is
     * empty.
     */
    public @Nullable Long oldestSegmentLastTime() {
        if (meta.firstStored() < meta.openSegment()) {
            return store.header(meta.firstStored()).lastTime();
        }
        return openFirstTime() > 0 ? Long.valueOf(lastTime()) : null;
    }

    /** Journal time of the newest entry there ever was; 0 when there never was any. */
    public long lastTime() {
        if (!tail.isEmpty()) {
            return tail.lastTime();
        }
        return newFrames.isEmpty()
                ? meta.lastTime()
                : newFrames.get(newFrames.size() - 1).lastTime();
    }

    /** The journal's end: where the next entry will stand. */
    public Mark end() {
        Counts open = openHeader.counts().plus(tail.counts());
        return new Mark(
                new Position(meta.openSegment(), (int) open.total()),
                openHeader.before().plus(open));
    }

    /** How many entries of the kind were ever appended. */
    public long count(RecordKind kind) {
        return openHeader.before().of(kind)
                + openHeader.counts().of(kind)
                + tail.counts().of(kind);
    }

    /** How many entries of each kind are in sealed segments or were removed. */
    public Counts sealed() {
        return openHeader.before();
    }

    /** The oldest entry that is kept, or the end when there is none. */
    public Mark start() {
        return new Mark(
                new Position(meta.firstSegment(), 0),
                header(meta.firstSegment()).before());
    }

    /** Reads this journal from any position. */
    public JournalReader reader() {
        return new JournalReader(this);
    }

    long openSegment() {
        return meta.openSegment();
    }

    long firstSegment() {
        return meta.firstSegment();
    }

    /** The header of a segment that is kept; the open one's covers its closed frames. */
    SegmentHeader header(long segment) {
        return segment == meta.openSegment() ? openHeader : store.header(segment);
    }

    /** The closed frames of a segment that is kept. */
    List<Frame> frames(long segment) {
        return segment == meta.openSegment()
                ? openFrames()
                : store.segment(segment).frames();
    }

    /** The frame that new entries are written to. */
    FrameWriter tail() {
        return tail;
    }

    RawFrame decompressed(long segment, int firstOrdinal, Frame frame) {
        RawFrame cached = cache.get(name, segment, firstOrdinal);
        if (cached != null && cached.entries() >= frame.entries()) {
            return cached;
        }
        RawFrame raw = codec.decompress(frame, firstOrdinal);
        cache.put(name, segment, raw);
        return raw;
    }

    private long openFirstTime() {
        return openHeader.isEmpty() ? tail.firstTime() : openHeader.firstTime();
    }

    private void closeFrame() {
        if (tail.isEmpty()) {
            return;
        }
        Frame frame = codec.compress(tail);
        cache.put(name, meta.openSegment(), tail.raw());
        newFrames.add(frame);
        if (openFrames != null) {
            openFrames.add(frame);
        }
        frameBytes += frame.compressed().length;
        openHeader = openHeader.plus(frame);
        // a journal's frames are about as long as the previous ones, since about as much comes between two flushes
        tail = new FrameWriter((int) openHeader.counts().total(), Math.min(tail.length(), options.frameBytes()));
    }

    private void seal() {
        closeFrame();
        List<Frame> frames = openFrames();
        // frames that flushes cut short compress badly, and each adds some bytes to the segment
        boolean cutShort = frames.size() > 2 * (1 + openHeader.rawBytes() / options.frameBytes());
        Segment segment = new Segment(cutShort ? recut(frames) : frames);
        long storedBytes = 0;
        for (Frame frame : segment.frames()) {
            storedBytes += frame.compressed().length;
        }
        SegmentHeader header = new SegmentHeader(
                openHeader.before(),
                openHeader.counts(),
                openHeader.eventTypes(),
                openHeader.firstTime(),
                openHeader.lastTime(),
                openHeader.rawBytes(),
                storedBytes);
        long lastTime = lastTime();
        store.putSegment(meta.openSegment(), header, segment);
        removeChunks();
        openHeader = SegmentHeader.empty(header.after());
        meta = new JournalMeta(
                meta.firstStored(), meta.firstSegment(), meta.openSegment() + 1, 0, openHeader, lastTime);
        store.putMeta(meta);
        openFrames = new ArrayList<>();
        newFrames.clear();
        frameBytes = 0;
        tail = new FrameWriter(0, options.frameBytes());
    }

    private List<Frame> openFrames() {
        if (openFrames == null) {
            openFrames = new ArrayList<>();
            for (int chunk = 0; chunk < meta.openChunks(); chunk++) {
                openFrames.addAll(store.chunk(chunk).frames());
            }
            openFrames.addAll(newFrames);
            frameBytes = openFrames.stream()
                    .mapToLong(frame -> frame.compressed().length)
                    .sum();
        }
        return openFrames;
    }

    private void removeChunks() {
        for (int chunk = 0; chunk < meta.openChunks(); chunk++) {
            store.removeChunk(chunk);
        }
    }

    /** Writes the same entries into full frames. */
    private List<Frame> recut(List<Frame> frames) {
        List<Frame> full = new ArrayList<>();
        int ordinal = 0;
        FrameWriter writer = new FrameWriter(0, options.frameBytes());
        for (Frame frame : frames) {
            RawFrame.Reader entries = new RawFrame.Reader(decompressed(meta.openSegment(), ordinal, frame));
            for (int i = 0; i < frame.entries() && entries.next(); i++) {
                entries.copyTo(writer);
                ordinal++;
                if (writer.length() >= options.frameBytes()) {
                    full.add(codec.compress(writer));
                    writer = new FrameWriter(ordinal, options.frameBytes());
                }
            }
        }
        if (!writer.isEmpty()) {
            full.add(codec.compress(writer));
        }
        return full;
    }
}
