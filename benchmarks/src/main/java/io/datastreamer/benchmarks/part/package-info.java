/** Single parts, measured with JMH. */
@NullMarked
package io.datastreamer.benchmarks.part;

import org.jspecify.annotations.NullMarked;
