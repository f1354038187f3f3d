/** Stages of the job without Flink, fed by the simulated network. */
@NullMarked
package io.datastreamer.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
