package io.datastreamer.tools.simulate;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes a network's records to an output, at a given rate. */
public final class Feed {
    /** The rate for writing without waiting. */
    public static final int UNPACED = 0;

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final NetworkSimulation simulation;
    private final Output output;
    private final int recordsPerSecond;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @param recordsPerSecond on average, or {@link #UNPACED} */
    public Feed(NetworkSimulation simulation, Output output, int recordsPerSecond) {
        this.simulation = simulation;
        this.output = output;
        this.recordsPerSecond = recordsPerSecond;
    }

    /** Writes the data that records are joined with, at once. */
    public void reference() throws IOException {
        for (SimulatedRecord record : simulation.reference()) {
            output.write(record);
        }
        output.flush();
    }

    /**
     * Writes records until there are this many, or until it is stopped.
     *
     * @return how many it has written
     */
    public long run(long records) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long written = 0;
        while (written < records && stopped.getCount() > 0) {
            if (recordsPerSecond != UNPACED) {
                long ahead = written * NANOS_PER_SECOND / recordsPerSecond - (System.nanoTime() - start);
                if (ahead > 0) {
                    output.flush();
                    if (stopped.await(ahead, TimeUnit.NANOSECONDS)) {
                        break;
                    }
                }
            }
            output.write(simulation.next());
            written++;
        }
        output.flush();
        return written;
    }

    /** Makes {@link #run} return soon; from any thread. */
    public void stop() {
        stopped.countDown();
    }
}
