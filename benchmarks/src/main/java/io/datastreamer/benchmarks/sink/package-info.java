/** What the sinks on Flink's {@code AsyncSinkBase} that the job is compared with have in common. */
@NullMarked
package io.datastreamer.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
