/**
 * The metrics that the job itself defines, each declared here once, with its labels and its meaning. Knows no stage.
 */
@NullMarked
package io.datastreamer.job.metrics;

import org.jspecify.annotations.NullMarked;
