package io.datastreamer.job.deliver.lane;

/**
 * How large a request may be in one measure, as its receiver has shown. Kept in state.
 *
 * @param taken the largest that was taken; 0 for none, {@link #ANY} while no size was ever in doubt
 * @param refused the smallest that was not; {@link #ANY} for none
 */
public record Bound(long taken, long refused) {
    /** Larger than any size. */
    public static final long ANY = Long.MAX_VALUE;

    /** Whether there is a size that was not taken. */
    public boolean isKnown() {
        return refused != ANY;
    }

    /** A size was taken. */
    Bound took(long size) {
        return size <= taken ? this : new Bound(size, size < refused ? refused : ANY);
    }

    /** A size was not taken; what was taken before counts only as far as it is smaller. */
    Bound refused(long size) {
        return new Bound(size > taken ? taken : 0, Math.min(size, refused));
    }

    /** At most twice of what was taken, while nothing is known to be too much; otherwise what was taken. */
    long next() {
        if (isKnown()) {
            return taken;
        }
        return taken > ANY / 2 ? ANY : 2 * taken;
    }

    /** The same where a try costs little: half-way between the two, until they are close. */
    long between() {
        if (taken == 0) {
            return refused / 2;
        }
        long apart = refused - taken;
        return apart > taken / 2 ? taken + apart / 2 : taken;
    }
}
