package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.StreamConfiguration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Restores the data streams from before a restart from their configurations and cursors, one after the other, so that
 * records flow meanwhile. Whatever comes for a stream restores it first.
 */
final class Restoring {
    private record Known(String journalKey, StreamConfiguration stream) {}

    private final BiConsumer<String, StreamConfiguration> restore;
    private final Map<String, Known> left = new LinkedHashMap<>();

    /** Restores streams by calling this with the journal's key and the stream. */
    Restoring(BiConsumer<String, StreamConfiguration> restore) {
        this.restore = restore;
    }

    void add(String journalKey, StreamConfiguration stream) {
        left.put(stream.id(), new Known(journalKey, stream));
    }

    /** Restores the stream of this id now, if it is to be restored. */
    void restore(String streamId) {
        Known known = left.remove(streamId);
        if (known != null) {
            restore.accept(known.journalKey(), known.stream());
        }
    }

    /** Restores the next one; false when there is none. */
    boolean restoreNext() {
        Iterator<String> first = left.keySet().iterator();
        if (!first.hasNext()) {
            return false;
        }
        restore(first.next());
        return true;
    }

    /** Whether any stream is still to be restored. */
    boolean isAny() {
        return !left.isEmpty();
    }

    /** Restores the streams that read a journal. */
    void restoreOf(String journalKey) {
        List.copyOf(left.values()).stream()
                .filter(known -> known.journalKey().equals(journalKey))
                .forEach(known -> restore(known.stream().id()));
    }

    /** Restores all streams that are left. */
    void restoreAll() {
        List.copyOf(left.keySet()).forEach(this::restore);
    }
}
