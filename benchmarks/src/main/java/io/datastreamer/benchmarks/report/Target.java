package io.datastreamer.benchmarks.report;

/**
 * A promise, and what was measured of it.
 *
 * @param what in words, with the unit
 * @param atLeast whether the limit is the least that keeps the promise, and not the most
 * @param measured not a number when there was nothing to measure: then it is missed
 */
public record Target(String what, boolean atLeast, double limit, double measured) {
    /** Whether it is kept. */
    public boolean isMet() {
        return atLeast ? measured >= limit : measured <= limit;
    }

    @Override
    public String toString() {
        return (isMet() ? "met     " : "MISSED  ") + what + ": " + Table.format(measured) + ", target "
                + (atLeast ? "at least " : "at most ") + Table.format(limit);
    }
}
