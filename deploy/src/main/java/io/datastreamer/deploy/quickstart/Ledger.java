package io.datastreamer.deploy.quickstart;

import java.util.BitSet;

/**
 * What of one data stream was produced and what has arrived, by id: a bit for each, so that days fit. Thread-safe.
 */
final class Ledger {
    private final long firstId;
    private final BitSet produced = new BitSet();
    private final BitSet delivered = new BitSet();
    private long duplicates;
    private long unexpected;

    /**
     * How it stands.
     *
     * @param produced documents that must arrive
     * @param delivered those of them that have, each once
     * @param duplicates arrivals of what had arrived
     * @param unexpected arrivals of what was not produced for this stream
     */
    record Balance(long produced, long delivered, long duplicates, long unexpected) {
        long missing() {
            return produced - delivered;
        }

        boolean holds() {
            return missing() == 0 && unexpected == 0;
        }
    }

    /** @param firstId the lowest id; others follow closely */
    Ledger(long firstId) {
        this.firstId = firstId;
    }

    /** A document with this id must arrive. */
    synchronized void produced(long id) {
        produced.set(Math.toIntExact(id - firstId));
    }

    /** A document with this id has arrived. */
    synchronized void arrived(long id) {
        long bit = id - firstId;
        if (bit < 0 || bit > Integer.MAX_VALUE || !produced.get((int) bit)) {
            unexpected++;
        } else if (delivered.get((int) bit)) {
            duplicates++;
        } else {
            delivered.set((int) bit);
        }
    }

    synchronized Balance balance() {
        return new Balance(produced.cardinality(), delivered.cardinality(), duplicates, unexpected);
    }
}
