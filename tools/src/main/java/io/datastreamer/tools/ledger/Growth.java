package io.datastreamer.tools.ledger;

import java.util.HashSet;
import java.util.Set;

/**
 * The usage of network elements at one data stream: by how much counters grew, and the volume in its documents. Which
 * documents there are depends on the order in which records came; their sum does not.
 */
final class Growth {
    private final Set<Long> arrived = new HashSet<>();
    private long grown;
    private long told;

    /** Notes that counters have grown. */
    void grew(long bytes) {
        grown += bytes;
    }

    /** Notes that a usage document has arrived, perhaps again. */
    void arrived(long key, long bytes) {
        if (arrived.add(key)) {
            told += bytes;
        }
    }

    long grown() {
        return grown;
    }

    long told() {
        return told;
    }
}
