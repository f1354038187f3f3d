package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.journal.MemoryJournalStore;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.CursorStore;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keyed state of all organisations, in memory: it can be copied, as a checkpoint does, and divided, as a rescale does. */
final class Stores implements CursorStore, ObjectSecondStore {
    private final Map<String, MemoryJournalStore> journals = new TreeMap<>();
    private final Map<String, Map<String, Cursor>> cursors = new TreeMap<>();
    private final Map<String, Long> objectSeconds = new TreeMap<>();

    private Runnable onRead = () -> {};
    private String key = "";

    /** Has this called at each read of a journal. */
    void read(Runnable whenRead) {
        onRead = whenRead;
    }

    /** Speaks of this key from now on. */
    void select(String journalKey) {
        key = journalKey;
    }

    /** The selected key. */
    String selected() {
        return key;
    }

    /** The part whose keys are chosen. */
    Stores part(Predicate<String> keys) {
        Stores part = copy();
        part.journals.keySet().removeIf(other -> !keys.test(other));
        part.cursors.keySet().removeIf(other -> !keys.test(other));
        part.objectSeconds.keySet().removeIf(space -> !keys.test(space.substring(0, space.indexOf(' '))));
        return part;
    }

    /** Takes what others have. */
    void add(Stores other) {
        Stores copy = other.copy();
        journals.putAll(copy.journals);
        cursors.putAll(copy.cursors);
        objectSeconds.putAll(copy.objectSeconds);
    }

    /** What a checkpoint would hold now. */
    Stores copy() {
        Stores copy = new Stores();
        journals.forEach((of, journal) -> copy.journals.put(of, journal.copy()));
        cursors.forEach((of, lanes) -> copy.cursors.put(of, new HashMap<>(lanes)));
        copy.objectSeconds.putAll(objectSeconds);
        return copy;
    }

    /** The journal of the selected key. */
    JournalStore journal() {
        return journals.computeIfAbsent(key, any -> new MemoryJournalStore()).read(onRead);
    }

    @Override
    public @Nullable Cursor get(String lane) {
        return cursors.getOrDefault(key, Map.of()).get(lane);
    }

    @Override
    public void put(String lane, Cursor cursor) {
        cursors.computeIfAbsent(key, any -> new HashMap<>()).put(lane, cursor);
    }

    @Override
    public void remove(String lane) {
        cursors.computeIfAbsent(key, any -> new HashMap<>()).remove(lane);
    }

    @Override
    public @Nullable Long lastSecond(String space) {
        return objectSeconds.get(key + " " + space);
    }

    @Override
    public void putLastSecond(String space, long second) {
        objectSeconds.put(key + " " + space, second);
    }
}
