package io.datastreamer.job.deliver.engine;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thousands of short lives of the engine. {@code -Dsimulation.runs=1000000} makes more of them, {@code
 * -Dsimulation.seed=S} only the one that failed.
 */
class SimulationTest {
    private static final int STEPS = 120;

    @Test
    void everyPromiseHoldsWhateverHappens() {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            live(only);
            return;
        }
        int runs = Integer.getInteger("simulation.runs", 800);
        long first = Long.getLong("simulation.first", 1);
        LongStream.range(first, first + runs).parallel().forEach(SimulationTest::live);
    }

    private static void live(long seed) {
        try {
            new Simulation(seed).run(STEPS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
