/** The job's own metrics: each is declared here once, with its labels and what it says. Knows no stage. */
@NullMarked
package io.datastreamer.job.metrics;

import org.jspecify.annotations.NullMarked;
