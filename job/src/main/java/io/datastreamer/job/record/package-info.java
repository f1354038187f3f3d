/**
 * The values that stages pass to each other: no Flink operator, no decision.
 *
 * <p>Every type here is immutable, arrays included: nobody changes a byte after its creation. Their stored formats are
 * in {@code wire}; two serializers are here, because checkpoints contain the names of their snapshots.
 */
@NullMarked
package io.datastreamer.job.record;

import org.jspecify.annotations.NullMarked;
