package io.datastreamer.benchmarks.whole;

/**
 * How much is measured.
 *
 * @param records of a turn
 * @param rounds turns of each contestant that count
 * @param warmUp records of the turn before them, that does not count; 0 for none
 * @param seconds of writing at each rate
 */
record BenchmarkSize(int records, int rounds, int warmUp, int seconds) {
    BenchmarkSize withRounds(int other) {
        return new BenchmarkSize(records, other, warmUp, seconds);
    }

    /** Fewer records, for what takes longer for each. The warm-up stays: the JVM compiles what is called often. */
    BenchmarkSize dividedBy(int divisor) {
        return new BenchmarkSize(records / divisor, rounds, warmUp, seconds);
    }
}
