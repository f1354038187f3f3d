package io.datastreamer.job.enrich;

import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;

/**
 * The single values of each key: keyed state, with the keys used last in heap before it. Reading a key that is in heap
 * touches no state, and nor does remembering a record: what was remembered is written before a checkpoint ({@link #write}),
 * or when tens of thousands of other keys have records that are not written. Records of a SIM mostly come close together:
 * they are written once.
 *
 * <p>Only the subtask that owns a key's group ever has the key, and a restore starts with an empty heap and with what was
 * written before the checkpoint: heap and state cannot differ. The key must be Flink's current key at each call.
 */
final class KeyMemory {
    // a write is half of these on average, and an n-th of the older ones' 320: about 25 for n of 24, 37 for 64
    private static final int MAX_RECENT = 24;
    /** A checkpoint waits until they are written: on the heap 1 µs for each, with RocksDB 3 to 5. */
    private static final int MAX_UNWRITTEN = 50_000;
    /** Where all are used, one of them leaves before all others were looked at. */
    private static final int MOST_PASSED = 10_000;

    private final ValueState<Subscriber> subscribers;
    private final ValueState<RecentRecords> recents;
    private final ValueState<RecentRecords> olders;
    private final Map<String, Remembered> inHeap = new HashMap<>();
    // whose turn it is to leave goes round, and whoever was used since the last time stays (the clock algorithm): in a
    // list in the order of use, each record would touch the entries of four other keys
    private final List<Remembered> inTurn = new ArrayList<>();
    /** Keys with records that the state does not have yet, in the order in which they got the first of them. */
    private final Set<Remembered> unwritten = new LinkedHashSet<>();

    private final Consumer<String> currentKey;
    private final int maxInHeap;
    private int turn;

    /** What is kept of one key. Good until the next call for another key. */
    static final class Remembered {
        private final String key;
        private Subscriber subscriber;
        private RecentRecords recent;
        private RecentRecords older;
        private boolean isUsed;
        private boolean isRecentWritten = true;
        private boolean isOlderWritten = true;

        private Remembered(String key, Subscriber subscriber, RecentRecords recent, RecentRecords older) {
            this.key = key;
            this.subscriber = subscriber;
            this.recent = recent;
            this.older = older;
        }

        Subscriber subscriber() {
            return subscriber;
        }

        private boolean isWritten() {
            return isRecentWritten && isOlderWritten;
        }

        /** Whether the record came since the given time. */
        boolean hasSeen(RecordKind kind, long id, long sinceMillis) {
            return recent.contains(kind, id, sinceMillis) || older.contains(kind, id, sinceMillis);
        }
    }

    /**
     * Memory before the given states.
     *
     * @param recents of both states of records the one that lives longer, being written more often
     * @param currentKey makes a key Flink's current one
     * @param maxInHeap how many keys are in heap at most; with none, everything is written at once
     */
    KeyMemory(
            ValueState<Subscriber> subscribers,
            ValueState<RecentRecords> recents,
            ValueState<RecentRecords> olders,
            Consumer<String> currentKey,
            int maxInHeap) {
        this.subscribers = subscribers;
        this.recents = recents;
        this.olders = olders;
        this.currentKey = currentKey;
        this.maxInHeap = maxInHeap;
    }

    Remembered of(String key) throws IOException {
        Remembered entry = inHeap.get(key);
        if (entry == null) {
            entry = read(key);
            keep(entry);
        } else {
            entry.isUsed = true;
        }
        return entry;
    }

    private Remembered read(String key) throws IOException {
        Subscriber subscriber = subscribers.value();
        RecentRecords recent = recents.value();
        RecentRecords older = recent != null && recent.hasOlder() ? olders.value() : null;
        return new Remembered(
                key,
                subscriber == null ? Subscriber.UNKNOWN : subscriber,
                recent == null ? RecentRecords.NONE : recent,
                older == null ? RecentRecords.NONE : older);
    }

    private void keep(Remembered entry) throws IOException {
        if (inTurn.size() < maxInHeap) {
            inTurn.add(entry);
        } else if (maxInHeap > 0) {
            passTheUsed();
            leave(inTurn.set(turn, entry), entry.key);
            turn = (turn + 1) % maxInHeap;
        } else {
            return;
        }
        inHeap.put(entry.key, entry);
    }

    private void leave(Remembered leaving, String current) throws IOException {
        inHeap.remove(leaving.key);
        if (!leaving.isWritten()) {
            writeOther(leaving, current);
        }
    }

    private void writeOther(Remembered other, String current) throws IOException {
        unwritten.remove(other);
        currentKey.accept(other.key);
        write(other);
        currentKey.accept(current);
    }

    private void passTheUsed() {
        for (int passed = 0; inTurn.get(turn).isUsed && passed < MOST_PASSED; passed++) {
            inTurn.get(turn).isUsed = false;
            turn = (turn + 1) % maxInHeap;
        }
    }

    void put(Remembered entry, Subscriber subscriber) throws IOException {
        entry.subscriber = subscriber;
        if (subscriber.equals(Subscriber.UNKNOWN)) {
            subscribers.clear();
        } else {
            subscribers.update(subscriber);
        }
    }

    /** Remembers a record; forgets those from before the given time and the oldest beyond the cap. */
    void remember(Remembered entry, RecordKind kind, long id, long nowMillis, long sinceMillis, int cap)
            throws IOException {
        RecentRecords recent = entry.recent.with(kind, id, nowMillis);
        RecentRecords older = entry.older;
        if (recent.size() >= MAX_RECENT) {
            older = older.with(recent, sinceMillis, cap);
            recent = RecentRecords.noneButOlder();
        }
        change(entry, recent, older);
    }

    /** Forgets records, so that they may come again. */
    void forget(Remembered entry, Set<Long> events, Set<Long> usages) throws IOException {
        change(entry, entry.recent.without(events, usages), entry.older.without(events, usages));
    }

    private void change(Remembered entry, RecentRecords recent, RecentRecords older) throws IOException {
        boolean wasWritten = entry.isWritten();
        entry.isRecentWritten &= recent == entry.recent;
        entry.isOlderWritten &= older == entry.older;
        entry.recent = recent;
        entry.older = older;
        if (maxInHeap == 0) {
            write(entry);
        } else if (wasWritten && !entry.isWritten()) {
            unwritten.add(entry);
            if (unwritten.size() > MAX_UNWRITTEN) {
                writeOther(unwritten.iterator().next(), entry.key);
            }
        }
    }

    /** Writes what was remembered to the state. Leaves another current key behind. */
    void write() throws IOException {
        for (Remembered entry : unwritten) {
            currentKey.accept(entry.key);
            write(entry);
        }
        unwritten.clear();
    }

    private void write(Remembered entry) throws IOException {
        if (!entry.isRecentWritten) {
            if (entry.recent.size() == 0 && !entry.recent.hasOlder()) {
                recents.clear();
            } else {
                recents.update(entry.recent);
            }
        }
        if (!entry.isOlderWritten) {
            olders.update(entry.older);
        }
        entry.isRecentWritten = true;
        entry.isOlderWritten = true;
    }
}
