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
 * The journals that are open in the heap, within a budget of bytes: the least recently used is flushed and closed first,
 * and opened again from its store when it is wanted.
 *
 * <p>What is new is flushed all the time, the oldest first, so that no more is left for a checkpoint's barrier than can
 * be flushed in {@link #BARRIER_NANOS}, by what a flush took up to now.
 */
final class Journals implements AutoCloseable {
    static final long OVERHEAD_BYTES = 512;
    /** How long the flush at a barrier may take. */
    private static final long BARRIER_NANOS = 25_000_000;
    /** However long a flush takes, so many may be left for the barrier. */
    private static final int LEAST_DIRTY = 256;
    /** So many journals are closed at most at once. */
    private static final int MOST_EVICTED = 4;
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
    /** Keys of journals that have grown since somebody looked. */
    private final Deque<String> grown = new ArrayDeque<>();
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
        private boolean hasGrown;

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
        Open before = last;
        if (before != null && before.key.equals(key)) {
            return before;
        }
        if (before != null) {
            // reading may have brought frames to the heap
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
     * @return whether it is the first since somebody looked at what has grown
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

    /** The key of a journal that has grown since it was asked for here; null when there is none. */
    @Nullable
    String nextGrown() {
        String key = grown.pollFirst();
        Open of = key == null ? null : open.get(key);
        if (of != null) {
            of.hasGrown = false;
        }
        return key;
    }

    /** The keys that {@link #nextGrown} would give. */
    List<String> grown() {
        return List.copyOf(grown);
    }

    /** Something was written to the journal of a key, or removed from it. */
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
