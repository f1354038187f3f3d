package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.rig.Latencies;

/** Latencies of those who are well while something is the matter with others, and while nothing is. */
record Beside(Latencies latencies, Latencies base) {
    Beside and(Beside other) {
        return new Beside(latencies.and(other.latencies), base.and(other.base));
    }

    /** The p99 of the one over that of the other. */
    double ofBase() {
        return latencies.percentileMillis(99) / base.percentileMillis(99);
    }
}
