package io.datastreamer.job.deliver.frame;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decompressed frames of many journals, the least recently used given up first. Not thread-safe: one a subtask.
 *
 * <p>What stands under a key is always right, since entries never change; a frame may have been cut anew since, and
 * then the cached one holds fewer entries. Eviction
 * is over when {@link #put} returns: what is counted is what is held.
 */
public final class FrameCache {
    private record Key(String journal, long segment, int firstOrdinal) {}

    private final long capacityBytes;
    private final Map<Key, RawFrame> frames = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** A cache of at most so many bytes of entries. */
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

    /** How many bytes are in the cache. */
    public long bytes() {
        return bytes;
    }
}
