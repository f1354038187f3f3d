package io.datastreamer.benchmarks;

/**
 * How much is measured.
 *
 * @param records of a turn
 * @param rounds turns of each contestant that count
 * @param warmUp records of the turn before them, that does not count
 * @param seconds of writing at each rate
 */
record Extent(int records, int rounds, int warmUp, int seconds) {
    Extent withRounds(int other) {
        return new Extent(records, other, warmUp, seconds);
    }

    /** Fewer records, for what takes longer for each. */
    Extent dividedBy(int divisor) {
        return new Extent(records / divisor, rounds, warmUp / divisor, seconds);
    }
}
