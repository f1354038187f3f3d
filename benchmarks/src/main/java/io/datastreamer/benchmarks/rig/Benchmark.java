package io.datastreamer.benchmarks.rig;

import io.datastreamer.benchmarks.report.Report;
import java.util.List;
import java.util.Set;

/** Something to measure. */
public interface Benchmark {
    /** What it is called on the command line. */
    String name();

    /** One line: what it measures. */
    String summary();

    /** For {@code --help}: what it measures and how, and its own options, in lines of at most 120 characters. */
    String help();

    /** Its own options, beside those of every benchmark. Each takes a value. */
    default Set<String> options() {
        return Set.of();
    }

    /** Options that make the quick run as short as it can be, for one that measures everything. */
    default List<String> quickest() {
        return List.of();
    }

    /**
     * Measures, and enters the results and targets.
     *
     * @throws Exception when it cannot measure; the message is for whoever started it
     */
    void run(Setting setting, Report report) throws Exception;
}
