package io.datastreamer.tools.ledger;

/**
 * The balance of an account, in documents.
 *
 * @param expected documents that must arrive
 * @param delivered expected documents that have arrived, each counted once
 * @param refused expected documents that were given up because the receiver refuses them, and have not arrived
 * @param duplicates repeated arrivals
 * @param unexpected arrivals of documents that are not for this stream
 * @param outOfOrder documents that first arrived after a later one of the same SIM
 */
public record Balance(long expected, long delivered, long refused, long duplicates, long unexpected, long outOfOrder) {
    static final Balance EMPTY = new Balance(0, 0, 0, 0, 0, 0);

    /** Documents neither delivered nor given up. */
    public long missing() {
        return expected - delivered - refused;
    }

    /** Whether everything has arrived or was given up, in order, and nothing else has arrived. */
    public boolean holds() {
        return missing() == 0 && isSound();
    }

    /** Whether everything that has arrived was right and in order; something may still be missing. */
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
