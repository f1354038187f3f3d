package io.datastreamer.benchmarks.receiver;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is expected at present, nothing at first; and the names of all objects that were put. Thread-safe. */
final class Wanted {
    private final Set<String> objects = ConcurrentHashMap.newKeySet();
    private volatile Expected expected = new Expected(0, 0);

    Expected get() {
        return expected;
    }

    void set(Expected next) {
        expected = next;
    }

    /** An object is put; false when there was one of its name. */
    boolean put(String path) {
        return objects.add(path);
    }
}
