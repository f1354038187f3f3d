package io.datastreamer.tools.ledger;

/**
 * How an account stands, in documents.
 *
 * @param expected that must arrive
 * @param delivered those of them that have, each once
 * @param refused those of them that were given up since the receiver refuses them, and have not arrived
 * @param duplicates arrivals of what had arrived
 * @param unexpected arrivals of what is not for this stream
 * @param outOfOrder documents that came for the first time after a later one of the same SIM
 */
public record Balance(long expected, long delivered, long refused, long duplicates, long unexpected, long outOfOrder) {
    static final Balance EMPTY = new Balance(0, 0, 0, 0, 0, 0);

    /** Neither delivered nor given up. */
    public long missing() {
        return expected - delivered - refused;
    }

    /** Whether all has arrived or was given up, in order, and nothing else has. */
    public boolean holds() {
        return missing() == 0 && isSound();
    }

    /** Whether what has arrived was right, and came in order; something may be missing still. */
    public boolean isSound() {
        return unexpected == 0 && outOfOrder == 0;
    }

    Balance plus(Balance other) {
        return new Balance(
                expected + other.expected,
                delivered + other.delivered,
                refused + other.refused,
                duplicates + other.duplicates,
                unexpected + other.unexpected,
                outOfOrder + other.outOfOrder);
    }
}
