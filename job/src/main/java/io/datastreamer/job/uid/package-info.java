/** The names by which checkpoints find the operators. */
@NullMarked
package io.datastreamer.job.uid;

import org.jspecify.annotations.NullMarked;
