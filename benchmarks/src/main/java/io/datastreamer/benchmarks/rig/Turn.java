package io.datastreamer.benchmarks.rig;

import io.datastreamer.benchmarks.receiver.ReceiverProcess.Arrivals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What came of a number of records that were released at once.
 *
 * @param records how many
 * @param perSecond documents a second, from the arrival of 30 % of them to that of the last
 * @param taken by the process that delivered them; null when it was not looked at
 * @param receiverNanos processor time of the receiver
 */
public record Turn(
        int records, double perSecond, Arrivals arrivals, JvmMeter.@Nullable Reading taken, long receiverNanos) {
    private static final double STEADY_FROM = 0.3;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The rate at which most of the documents came, each until it came first; not a number when some are missing. */
    public static double steadyRate(long[] arrivedAt) {
        long[] sorted = arrivedAt.clone();
        Arrays.sort(sorted);
        int from = (int) (sorted.length * STEADY_FROM);
        if (sorted.length == 0 || sorted[0] == 0) {
            return Double.NaN;
        }
        return (sorted.length - from) * NANOS_PER_SECOND / Math.max(1, sorted[sorted.length - 1] - sorted[from]);
    }

    public double documentsARequest() {
        return (double) (arrivals.distinct() + arrivals.duplicates()) / Math.max(1, arrivals.requests());
    }

    /** Seconds of a processor for a million records. */
    public double cpuPerMillion() {
        return taken == null ? Double.NaN : perMillion(taken.cpuNanos());
    }

    public double receiverCpuPerMillion() {
        return perMillion(receiverNanos);
    }

    public double perMillion(long nanos) {
        return nanos / NANOS_PER_SECOND * 1e6 / records;
    }

    public double allocatedARecord() {
        return taken == null ? Double.NaN : (double) taken.allocatedBytes() / records;
    }
}
