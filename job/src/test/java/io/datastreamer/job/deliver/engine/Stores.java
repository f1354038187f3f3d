package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.journal.MemoryJournalStore;
import io.datastreamer.job.deliver.journal.MemoryJournalStore.Access;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.DayCounts;
import io.datastreamer.job.deliver.ledger.LedgerStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keyed state of all organisations in memory: it can be copied, as a checkpoint does, and divided, as a
 * rescale does.
 */
final class Stores implements CursorStore, LedgerStore, ObjectSecondStore {
    private final Map<String, MemoryJournalStore> journals = new TreeMap<>();
    private final Map<String, Map<String, Cursor>> cursors = new TreeMap<>();
    private final Map<String, Map<String, DayCounts>> ledgers = new TreeMap<>();
    private final Map<String, Long> objectSeconds = new TreeMap<>();

    /** Keys by the times of their timers, milliseconds since the epoch. */
    private final TreeMap<Long, Set<String>> timers = new TreeMap<>();

    private Consumer<Access> watcher = access -> {};
    private String key = "";

    /** Reports each access to a value to this. */
    void watchedBy(Consumer<Access> newWatcher) {
        watcher = newWatcher;
    }

    /** Selects the key. */
    void select(String journalKey) {
        key = journalKey;
    }

    /** Names of the lanes that have a cursor, of all keys. */
    List<String> lanes() {
        return cursors.values().stream()
                .flatMap(lanes -> lanes.keySet().stream())
                .toList();
    }

    /** How many values a journal has, besides its meta. */
    int valuesOf(String journalKey) {
        MemoryJournalStore journal = journals.get(journalKey);
        return journal == null ? 0 : journal.size();
    }

    // ---- timers

    /** Sets a timer of the selected key. */
    void addTimer(long time) {
        timers.computeIfAbsent(time, any -> new TreeSet<>()).add(key);
    }

    /** Removes a timer of the selected key. */
    void removeTimer(long time) {
        Set<String> keys = timers.get(time);
        if (keys != null && keys.remove(key) && keys.isEmpty()) {
            timers.remove(time);
        }
    }

    /** When the first timer is due; null if there is none. */
    @Nullable
    Long firstTimer() {
        return timers.isEmpty() ? null : timers.firstKey();
    }

    /** Takes the keys of the first timer, which is over. */
    List<String> takeFirstTimer() {
        return List.copyOf(timers.pollFirstEntry().getValue());
    }

    // ---- copies

    /** The part with the chosen keys. */
    Stores part(Predicate<String> keys) {
        Stores part = copy();
        part.journals.keySet().removeIf(other -> !keys.test(other));
        part.cursors.keySet().removeIf(other -> !keys.test(other));
        part.ledgers.keySet().removeIf(other -> !keys.test(other));
        part.objectSeconds.keySet().removeIf(space -> !keys.test(space.substring(0, space.indexOf(' '))));
        part.timers.values().forEach(of -> of.removeIf(other -> !keys.test(other)));
        part.timers.values().removeIf(Set::isEmpty);
        return part;
    }

    /** Adds the state of others. */
    void add(Stores other) {
        Stores copy = other.copy();
        journals.putAll(copy.journals);
        cursors.putAll(copy.cursors);
        ledgers.putAll(copy.ledgers);
        objectSeconds.putAll(copy.objectSeconds);
        copy.timers.forEach((time, of) ->
                timers.computeIfAbsent(time, any -> new TreeSet<>()).addAll(of));
    }

    /** What a checkpoint would hold now. */
    Stores copy() {
        Stores copy = new Stores();
        journals.forEach((of, journal) -> copy.journals.put(of, journal.copy()));
        cursors.forEach((of, lanes) -> copy.cursors.put(of, new HashMap<>(lanes)));
        ledgers.forEach((of, days) -> copy.ledgers.put(of, new HashMap<>(days)));
        copy.objectSeconds.putAll(objectSeconds);
        timers.forEach((time, of) -> copy.timers.put(time, new TreeSet<>(of)));
        return copy;
    }

    // ---- values

    /** The journal of the selected key. */
    JournalStore journal() {
        return journals.computeIfAbsent(key, any -> new MemoryJournalStore()).watchedBy(watcher);
    }

    @Override
    public @Nullable Cursor get(String lane) {
        watcher.accept(Access.READ_HEADER);
        return cursors.getOrDefault(key, Map.of()).get(lane);
    }

    @Override
    public void put(String lane, Cursor cursor) {
        watcher.accept(Access.WRITE);
        cursors.computeIfAbsent(key, any -> new HashMap<>()).put(lane, cursor);
    }

    @Override
    public void remove(String lane) {
        watcher.accept(Access.WRITE);
        cursors.computeIfAbsent(key, any -> new HashMap<>()).remove(lane);
    }

    @Override
    public @Nullable DayCounts day(String lane, long day) {
        watcher.accept(Access.READ_HEADER);
        return ledgers.getOrDefault(key, Map.of()).get(lane + "@" + day);
    }

    @Override
    public void putDay(String lane, long day, DayCounts counts) {
        watcher.accept(Access.WRITE);
        ledgers.computeIfAbsent(key, any -> new HashMap<>()).put(lane + "@" + day, counts);
    }

    @Override
    public void removeDay(String lane, long day) {
        watcher.accept(Access.WRITE);
        ledgers.computeIfAbsent(key, any -> new HashMap<>()).remove(lane + "@" + day);
    }

    /** Lanes and days with counts, of all keys. */
    List<String> ledgerDays() {
        return ledgers.values().stream().flatMap(days -> days.keySet().stream()).toList();
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
