/**
 * What the stages hand to each other. Values only: no Flink operator, no decision.
 *
 * <p>Every type here is immutable, arrays included: nobody changes a byte after its making. How they are written is in
 * {@code wire}; two serializers are here, since the names of their snapshots stand in checkpoints.
 */
@NullMarked
package io.datastreamer.job.record;

import org.jspecify.annotations.NullMarked;
