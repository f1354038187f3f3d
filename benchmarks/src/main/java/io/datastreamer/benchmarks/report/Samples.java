package io.datastreamer.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The same figure of several rounds. */
public final class Samples {
    private final double[] sorted;

    private Samples(double[] values) {
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    public static <T> Samples of(Collection<T> rounds, ToDoubleFunction<T> figure) {
        return new Samples(rounds.stream().mapToDouble(figure).toArray());
    }

    /** Not a number when there are none, or one of them is none. */
    public double median() {
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    public double lowest() {
        return sorted.length == 0 ? Double.NaN : sorted[0];
    }

    public double highest() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    /** The lowest to the highest, for people. */
    public String spread() {
        return Table.format(lowest()) + " to " + Table.format(highest());
    }
}
