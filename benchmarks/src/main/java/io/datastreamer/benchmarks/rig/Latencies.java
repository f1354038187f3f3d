package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.receive.DocumentKey;
import java.util.Arrays;
import java.util.Collection;

/** How long documents took from the broker to their endpoint, each until it was taken for the first time. */
public final class Latencies {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    /**
     * Those of the documents whose records were written from one number to another.
     *
     * @param endpoints that have taken them
     */
    public static Latencies of(Collection<Endpoint> endpoints, Feeder feeder, int from, int to) {
        Latencies latencies = new Latencies();
        boolean[] seen = new boolean[to - from];
        for (Endpoint endpoint : endpoints) {
            endpoint.arrivals().forEach(0, (at, status, keys, first, end) -> {
                for (int i = first; i < end && Arrivals.isSuccess(status); i++) {
                    int number = Feeder.numberOf(DocumentKey.id(keys[i]));
                    if (number >= from && number < to && !seen[number - from]) {
                        seen[number - from] = true;
                        latencies.add(at - feeder.writtenAt(number));
                    }
                }
            });
        }
        return latencies;
    }

    /** The sum of these and others. */
    public Latencies and(Latencies others) {
        Latencies sum = new Latencies();
        sum.nanos = Arrays.copyOf(nanos, count + others.count + 1);
        System.arraycopy(others.nanos, 0, sum.nanos, count, others.count);
        sum.count = count + others.count;
        return sum;
    }

    public int count() {
        return count;
    }

    /** So many of a hundred took at most so long, in milliseconds; not a number when there are none. */
    public double percentileMillis(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }

    public void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latency;
    }
}
