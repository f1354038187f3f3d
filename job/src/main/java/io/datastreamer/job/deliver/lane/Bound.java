package io.datastreamer.job.deliver.lane;

/**
 * The largest size of a request, in bytes or documents, as its receiver's behaviour has shown it. Kept in state.
 *
 * @param taken the largest that was taken; 0 for none, {@link #ANY} while no size was ever in doubt
 * @param refused the smallest that was not taken; {@link #ANY} for none
 */
public record Bound(long taken, long refused) {
    /** Larger than any size. */
    public static final long ANY = Long.MAX_VALUE;

    /** Whether any size is known not to be taken. */
    public boolean isKnown() {
        return refused != ANY;
    }

    /** With a size that was taken. */
    Bound took(long size) {
        return size <= taken ? this : new Bound(size, size < refused ? refused : ANY);
    }

    /** With a size that was not taken. What was taken before counts only if it is smaller. */
    Bound refused(long size) {
        return new Bound(size > taken ? taken : 0, Math.min(size, refused));
    }

    /** The next size to try: twice what was taken while no size is known to be too large, then what was taken. */
    long next() {
        if (isKnown()) {
            return taken;
        }
        return taken > ANY / 2 ? ANY : 2 * taken;
    }

    /** The same if a try costs little: half-way between the two, until they are close. */
    long between() {
        if (taken == 0) {
            return refused / 2;
        }
        long apart = refused - taken;
        return apart > taken / 2 ? taken + apart / 2 : taken;
    }
}
