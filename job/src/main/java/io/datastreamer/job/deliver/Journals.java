package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.FrameCache;
import io.datastreamer.job.deliver.journal.FrameCodec;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.JournalOptions;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The journals that are open in the heap, within a budget of bytes: the least recently used is flushed and closed first,
 * and opened again from its store when it is wanted.
 */
final class Journals implements AutoCloseable {
    private static final long OVERHEAD_BYTES = 512;

    private final Host host;
    private final JournalOptions options;
    private final long budgetBytes;
    private final FrameCodec codec = new FrameCodec();
    private final FrameCache cache;
    private final Map<String, Journal> open = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Journals(Host host, DeliverOptions options) {
        this.host = host;
        this.options = options.journal();
        this.budgetBytes = options.tailBytes();
        this.cache = new FrameCache(options.cacheBytes());
    }

    /** Selects the key and returns its journal, valid until another is asked for. */
    Journal select(String key) {
        host.select(key);
        Journal journal = open.get(key);
        if (journal == null) {
            journal = new Journal(key, host.journalStore(), options, codec, cache);
            open.put(key, journal);
            bytes += journal.heapBytes() + OVERHEAD_BYTES;
        }
        return journal;
    }

    /** Says by how much the journal of a key has grown; may close others, and selects the key again. */
    void grown(String key, long byBytes) {
        bytes += byBytes;
        if (bytes > budgetBytes && open.size() > 1) {
            evict();
            host.select(key);
        }
    }

    /** Writes what is new in any journal to its store. */
    void flushAll() {
        open.forEach((key, journal) -> {
            if (journal.isDirty()) {
                host.select(key);
                journal.flush();
            }
        });
        recount();
    }

    /** Heap that the open segments take, in bytes. */
    long bytes() {
        return bytes;
    }

    int size() {
        return open.size();
    }

    // down to three quarters, so that not every record evicts
    private void evict() {
        Iterator<Map.Entry<String, Journal>> oldest = open.entrySet().iterator();
        while (bytes > budgetBytes / 4 * 3 && open.size() > 1 && oldest.hasNext()) {
            Map.Entry<String, Journal> entry = oldest.next();
            host.select(entry.getKey());
            entry.getValue().flush();
            bytes -= entry.getValue().heapBytes() + OVERHEAD_BYTES;
            oldest.remove();
        }
    }

    private void recount() {
        bytes = 0;
        for (Journal journal : open.values()) {
            bytes += journal.heapBytes() + OVERHEAD_BYTES;
        }
    }

    @Override
    public void close() {
        codec.close();
    }
}
