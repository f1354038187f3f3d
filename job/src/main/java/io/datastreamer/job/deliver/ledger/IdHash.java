package io.datastreamer.job.deliver.ledger;

/**
 * The hash of a document's id in statements: the first number that SplitMix64 gives with the id as its seed. It takes a
 * few lines in any language, and two nanoseconds. It is part of the data contract and never changes.
 */
public final class IdHash {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FIRST = 0xBF58476D1CE4E5B9L;
    private static final long SECOND = 0x94D049BB133111EBL;
    private static final int SHIFT_1 = 30;
    private static final int SHIFT_2 = 27;
    private static final int SHIFT_3 = 31;

    private IdHash() {}

    /** The hash of an id, 64 bits. */
    public static long of(long id) {
        long z = id + GAMMA;
        z = (z ^ (z >>> SHIFT_1)) * FIRST;
        z = (z ^ (z >>> SHIFT_2)) * SECOND;
        return z ^ (z >>> SHIFT_3);
    }
}
