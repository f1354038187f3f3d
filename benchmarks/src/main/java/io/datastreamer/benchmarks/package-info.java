/**
 * Benchmarks of the whole job, each with targets that it meets or misses. {@link io.datastreamer.benchmarks.Bench} is
 * {@code ./streamer bench}; a {@link io.datastreamer.benchmarks.rig.Benchmark} measures and fills a
 * {@link io.datastreamer.benchmarks.report.Report}, which is printed for people and written as JSON.
 */
@NullMarked
package io.datastreamer.benchmarks;

import org.jspecify.annotations.NullMarked;
