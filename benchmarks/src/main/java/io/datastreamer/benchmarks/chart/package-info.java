/** Charts as SVG, small and plain, that can be read on light and on dark pages. */
@NullMarked
package io.datastreamer.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
