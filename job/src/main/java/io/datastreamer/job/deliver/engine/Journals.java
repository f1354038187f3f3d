package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Document;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.JournalOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The journals that are open in the heap, within a budget of bytes. The least recently used one is flushed and closed
 * first, and opened again from its store when it is needed.
 *
 * <p>New entries are flushed all the time, the oldest first, so that a checkpoint's barrier leaves no more to flush
 * than fits in {@link #BARRIER_NANOS}, judged by how long flushes have taken so far.
 */
final class Journals implements AutoCloseable {
    static final long OVERHEAD_BYTES = 512;
    /** How long the flush at a barrier may take. */
    private static final long BARRIER_NANOS = 25_000_000;
    /** However long a flush takes, this many may be left for the barrier. */
    private static final int LEAST_DIRTY = 256;
    /** Most journals closed at once. */
    private static final int MOST_EVICTED = 4;
    /** Weight of the newest flush in the average time of a flush. */
    private static final double WEIGHT = 0.02;

    private final Host host;
    private final JournalOptions options;
    private final long budgetBytes;
    private final FrameCodec codec = new FrameCodec();
    private final FrameCache cache;
    private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
    /** Journals with new entries, the one that has waited longest first. */
    private final Set<Open> dirty = new LinkedHashSet<>();
    /** Keys of journals that have grown since {@link #nextGrown} returned them. */
    private final Deque<String> grown = new ArrayDeque<>();
    /** The journal that was requested last. */
    private @Nullable Open last;

    private double flushNanos = 20_000;
    private long bytes;

    Journals(Host host, DeliverOptions options) {
        this.host = host;
        this.options = options.journal();
        this.budgetBytes = options.tailBytes();
        this.cache = new FrameCache(options.cacheBytes());
    }

    /** A journal in the heap. No two are equal. */
    private static final class Open {
        private final String key;
        private final Journal journal;
        private long counted;
        private boolean isDirty;
        private boolean hasGrown;

        Open(String key, Journal journal) {
            this.key = key;
            this.journal = journal;
        }
    }

    /** Selects the key and returns its journal, which is valid until another is requested. */
    Journal select(String key) {
        return opened(key).journal;
    }

    private Open opened(String key) {
        host.select(key);
        Open before = last;
        if (before != null && before.key.equals(key)) {
            return before;
        }
        if (before != null) {
            // reading may have brought frames into the heap
            count(before);
        }
        Open opened = open.get(key);
        if (opened == null) {
            opened = new Open(key, new Journal(key, host.journalStore(), options, codec, cache));
            open.put(key, opened);
            count(opened);
        }
        last = opened;
        evictIfTooMuch(opened);
        return opened;
    }

    /**
     * Appends a document to a journal.
     *
     * @param now milliseconds since the epoch
     * @return whether it is the first since {@link #nextGrown} returned the journal
     */
    boolean append(String key, Document document, long now) {
        Open to = opened(key);
        to.journal.append(document, now);
        written(to);
        if (to.hasGrown) {
            return false;
        }
        to.hasGrown = true;
        grown.addLast(key);
        return true;
    }

    /** The key of a journal that has grown since this last returned it; null if there is none. */
    @Nullable
    String nextGrown() {
        String key = grown.pollFirst();
        Open of = key == null ? null : open.get(key);
        if (of != null) {
            of.hasGrown = false;
        }
        return key;
    }

    /** The keys that {@link #nextGrown} would return. */
    List<String> grown() {
        return List.copyOf(grown);
    }

    /** Notes that something was written to a journal or removed from it. */
    void changed(String key) {
        written(opened(key));
    }

    private void written(Open to) {
        if (!to.isDirty) {
            to.isDirty = true;
            dirty.add(to);
        }
        count(to);
        evictIfTooMuch(to);
    }

    private void count(Open of) {
        long now = of.journal.heapBytes() + OVERHEAD_BYTES;
        bytes += now - of.counted;
        of.counted = now;
    }

    /** Whether there is more to flush than a barrier should find. */
    boolean hasTooMuchNew() {
        return dirty.size() > LEAST_DIRTY && dirty.size() * flushNanos > BARRIER_NANOS;
    }

    /** Writes the entries that have been new for longest to their store. */
    void flushOldest() {
        Iterator<Open> oldest = dirty.iterator();
        if (oldest.hasNext()) {
            Open next = oldest.next();
            oldest.remove();
            flush(next);
        }
    }

    /** Writes the new entries of all journals to their stores. */
    void flushAll() {
        dirty.forEach(this::flush);
        dirty.clear();
    }

    private void flush(Open of) {
        if (of.journal.isDirty()) {
            long start = System.nanoTime();
            host.select(of.key);
            of.journal.flush();
            flushNanos += WEIGHT * (System.nanoTime() - start - flushNanos);
        }
        of.isDirty = false;
        count(of);
    }

    /** Heap taken by the open segments, in bytes. */
    long bytes() {
        return bytes;
    }

    int size() {
        return open.size();
    }

    /** All that are open. */
    List<Journal> all() {
        return open.values().stream().map(of -> of.journal).toList();
    }

    private void evictIfTooMuch(Open except) {
        if (bytes > budgetBytes && open.size() > 1) {
            Iterator<Open> oldest = open.values().iterator();
            for (int i = 0; i < MOST_EVICTED && bytes > budgetBytes && oldest.hasNext(); i++) {
                Open closed = oldest.next();
                if (closed == except) {
                    break;
                }
                flush(closed);
                bytes -= closed.counted;
                dirty.remove(closed);
                oldest.remove();
            }
            host.select(except.key);
        }
    }

    @Override
    public void close() {
        codec.close();
    }
}
