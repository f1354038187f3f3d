/**
 * What the stages hand to each other, and how it is written between machines. Values only: no Flink operator, no
 * decision.
 */
@NullMarked
package io.datastreamer.job.record;

import org.jspecify.annotations.NullMarked;
