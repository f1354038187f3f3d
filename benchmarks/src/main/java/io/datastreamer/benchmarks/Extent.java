package io.datastreamer.benchmarks;

/**
 * How much is measured.
 *
 * @param records of a turn
 * @param rounds turns of each contestant that count
 * @param warmUp records of the turn before them, that does not count; 0 for none
 * @param seconds of writing at each rate
 */
record Extent(int records, int rounds, int warmUp, int seconds) {
    Extent withRounds(int other) {
        return new Extent(records, other, warmUp, seconds);
    }

    /** For those that are warm. */
    Extent withoutWarmUp() {
        return new Extent(records, rounds, 0, seconds);
    }

    /** Fewer records, for what takes longer for each. The warm-up stays: the JVM compiles what is called often. */
    Extent dividedBy(int divisor) {
        return new Extent(records / divisor, rounds, warmUp, seconds);
    }
}
