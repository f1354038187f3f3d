package io.datastreamer.job.enrich;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;

/**
 * The single values of each key: keyed state, with the keys used last in heap before it. Everything is written through,
 * so that nothing is lost with the heap; reading a key that is in heap touches no state.
 *
 * <p>Only the subtask that owns a key's group ever has the key, and a restore starts with an empty heap: heap and state
 * cannot differ. The key must be Flink's current key at each call.
 */
final class KeyMemory {
    private final ValueState<Subscriber> subscribers;
    private final ValueState<RecentRecords> recents;
    private final Map<String, Entry> inHeap;

    /** What is kept of one key. Good until the next call for another key. */
    static final class Entry {
        private Subscriber subscriber;
        private RecentRecords recent;

        private Entry(Subscriber subscriber, RecentRecords recent) {
            this.subscriber = subscriber;
            this.recent = recent;
        }

        Subscriber subscriber() {
            return subscriber;
        }

        RecentRecords recent() {
            return recent;
        }
    }

    /** At most so many keys are in heap. */
    KeyMemory(ValueState<Subscriber> subscribers, ValueState<RecentRecords> recents, int maxInHeap) {
        this.subscribers = subscribers;
        this.recents = recents;
        this.inHeap = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > maxInHeap;
            }
        };
    }

    Entry of(String key) throws IOException {
        Entry entry = inHeap.get(key);
        if (entry == null) {
            Subscriber subscriber = subscribers.value();
            RecentRecords recent = recents.value();
            entry = new Entry(
                    subscriber == null ? Subscriber.UNKNOWN : subscriber, recent == null ? RecentRecords.NONE : recent);
            inHeap.put(key, entry);
        }
        return entry;
    }

    void put(Entry entry, Subscriber subscriber) throws IOException {
        entry.subscriber = subscriber;
        if (subscriber.equals(Subscriber.UNKNOWN)) {
            subscribers.clear();
        } else {
            subscribers.update(subscriber);
        }
    }

    void put(Entry entry, RecentRecords recent) throws IOException {
        entry.recent = recent;
        if (recent.size() == 0) {
            recents.clear();
        } else {
            recents.update(recent);
        }
    }
}
