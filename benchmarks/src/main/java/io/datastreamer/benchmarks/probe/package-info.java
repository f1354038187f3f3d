/**
 * Flink's own means for requests to other systems, put before the same endpoints as the job: what a plain job would have.
 * Each is built as its documentation shows it. {@link io.datastreamer.benchmarks.probe.Probe} runs one.
 */
@NullMarked
package io.datastreamer.benchmarks.probe;

import org.jspecify.annotations.NullMarked;
