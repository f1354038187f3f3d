package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.FrameCache;
import io.datastreamer.job.deliver.journal.FrameCodec;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.JournalOptions;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The journals that are open in the heap, within a budget of bytes: the least recently used is flushed and closed first,
 * and opened again from its store when it is wanted.
 *
 * <p>What is new is flushed all the time, the oldest first, so that no more is left for a checkpoint's barrier than can
 * be flushed in {@link #BARRIER_NANOS}, by what a flush took up to now.
 */
final class Journals implements AutoCloseable {
    private static final long OVERHEAD_BYTES = 512;
    /** How long the flush at a barrier may take. */
    private static final long BARRIER_NANOS = 25_000_000;
    /** However long a flush takes, so many may be left for the barrier. */
    private static final int LEAST_DIRTY = 256;
    /** So many journals are closed at most because of one document. */
    private static final int MOST_EVICTED = 16;
    /** Weight of the newest flush in what a flush takes. */
    private static final double WEIGHT = 0.02;

    private final Host host;
    private final JournalOptions options;
    private final long budgetBytes;
    private final FrameCodec codec = new FrameCodec();
    private final FrameCache cache;
    private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
    /** Journals with something new, the one that has waited for longest first. */
    private final Set<Open> dirty = new LinkedHashSet<>();
    /** The one that was asked for last. */
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

        Open(String key, Journal journal) {
            this.key = key;
            this.journal = journal;
        }
    }

    /** Selects the key and returns its journal, valid until another is asked for. */
    Journal select(String key) {
        return opened(key).journal;
    }

    private Open opened(String key) {
        host.select(key);
        Open opened = last;
        if (opened != null && opened.key.equals(key)) {
            return opened;
        }
        opened = open.get(key);
        if (opened == null) {
            opened = new Open(key, new Journal(key, host.journalStore(), options, codec, cache));
            open.put(key, opened);
            count(opened);
        }
        last = opened;
        return opened;
    }

    /** Says that the journal of a key has got something new; may close others, and selects the key again. */
    void grown(String key) {
        Open grown = opened(key);
        if (!grown.isDirty) {
            grown.isDirty = true;
            dirty.add(grown);
        }
        count(grown);
        if (bytes > budgetBytes && open.size() > 1) {
            evict();
            host.select(key);
        }
    }

    private void count(Open of) {
        long now = of.journal.heapBytes() + OVERHEAD_BYTES;
        bytes += now - of.counted;
        of.counted = now;
    }

    /** Whether more is new than a barrier should meet. */
    boolean hasTooMuchNew() {
        return dirty.size() > LEAST_DIRTY && dirty.size() * flushNanos > BARRIER_NANOS;
    }

    /** Writes what has been new for longest to its store. */
    void flushOldest() {
        Iterator<Open> oldest = dirty.iterator();
        if (oldest.hasNext()) {
            Open next = oldest.next();
            oldest.remove();
            flush(next);
        }
    }

    /** Writes what is new in any journal to its store. */
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

    /** Heap that the open segments take, in bytes. */
    long bytes() {
        return bytes;
    }

    int size() {
        return open.size();
    }

    private void evict() {
        Iterator<Open> oldest = open.values().iterator();
        for (int i = 0; i < MOST_EVICTED && bytes > budgetBytes && open.size() > 1 && oldest.hasNext(); i++) {
            Open closed = oldest.next();
            flush(closed);
            bytes -= closed.counted;
            dirty.remove(closed);
            oldest.remove();
            last = null;
        }
    }

    @Override
    public void close() {
        codec.close();
    }
}
