package io.datastreamer.job.deliver.engine;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Short lives of the engine, and those in which a fault was found once. {@code -Dsimulation.runs=1000000} makes more of them, {@code
 * -Dsimulation.seed=S} only the one that failed.
 */
class SimulationTest {
    private static final int STEPS = 120;
    /**
     * In the first, documents that expired were counted twice; in the second, a replay passed some after a clock's step; in
     * the next two, a search went round and round since what followed had expired; in the last, lanes with documents at
     * hand waited for heap that they had.
     */
    private static final long[] FOUND = {500, 623, 1938, 2902, 2666};

    @Test
    void everyPromiseHoldsWhateverHappens() {
        Long only = Long.getLong("simulation.seed");
        if (only != null) {
            live(only);
            return;
        }
        int runs = Integer.getInteger("simulation.runs", 300);
        long first = Long.getLong("simulation.first", 1);
        LongStream.concat(LongStream.range(first, first + runs), LongStream.of(FOUND))
                .parallel()
                .forEach(SimulationTest::live);
    }

    private static void live(long seed) {
        try {
            new Simulation(seed).run(STEPS);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dsimulation.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
