package io.datastreamer.job.deliver.ledger;

/**
 * What became of the documents of one hour, each counted once.
 *
 * @param hour hours since the epoch; {@link #OTHER} for all hours that have no count of their own
 * @param delivered documents that the receiver took
 * @param refused documents that were given up, since the receiver refuses them
 * @param expired documents that left the history undelivered
 * @param skipped documents that left the history after a replay had jumped over them
 * @param sum of the hashes of those delivered, modulo 2^64
 * @param xor of the same
 */
public record HourCount(long hour, long delivered, long refused, long expired, long skipped, long sum, long xor) {
    /** Stands for hours that are older or newer than those that are kept. */
    public static final long OTHER = Long.MIN_VALUE;

    /** An hour without documents. */
    public static HourCount none(long hour) {
        return new HourCount(hour, 0, 0, 0, 0, 0, 0);
    }

    /** The sum of this and another count. */
    public HourCount plus(HourCount other) {
        return new HourCount(
                hour,
                delivered + other.delivered,
                refused + other.refused,
                expired + other.expired,
                skipped + other.skipped,
                sum + other.sum,
                xor ^ other.xor);
    }

    /** How many documents are counted here. */
    public long settled() {
        return delivered + refused + expired + skipped;
    }
}
