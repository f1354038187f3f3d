package io.datastreamer.job.deliver.frame;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Caches decompressed frames of many journals, and drops the least recently used first. Not thread-safe: each subtask
 * has its own.
 *
 * <p>A cached frame is never wrong, since entries never change. If the frame was cut anew since, the cached one holds
 * fewer entries. {@link #put} evicts before it returns, so the count is exact.
 */
public final class FrameCache {
    private record Key(String journal, long segment, int firstOrdinal) {}

    private final long capacityBytes;
    private final Map<Key, RawFrame> frames = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** Creates a cache of at most this many bytes of entries. */
    public FrameCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    @Nullable
    public RawFrame get(String journal, long segment, int firstOrdinal) {
        return frames.get(new Key(journal, segment, firstOrdinal));
    }

    public void put(String journal, long segment, RawFrame frame) {
        RawFrame old = frames.put(new Key(journal, segment, frame.firstOrdinal()), frame);
        bytes += frame.bytes().length - (old == null ? 0 : old.bytes().length);
        Iterator<RawFrame> oldest = frames.values().iterator();
        while (bytes > capacityBytes && oldest.hasNext()) {
            bytes -= oldest.next().bytes().length;
            oldest.remove();
        }
    }

    /** Bytes of entries in the cache. */
    public long bytes() {
        return bytes;
    }
}
