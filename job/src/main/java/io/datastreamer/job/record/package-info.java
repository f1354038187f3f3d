/**
 * What the stages hand to each other, and how it is written between machines and into state. Values only: no Flink
 * operator, no decision.
 *
 * <p>Every type here is immutable, arrays included: nobody changes a byte after its making. Flink learns the types from
 * {@link io.datastreamer.job.record.wire.RecordTypes}; their formats are versioned (see
 * {@link io.datastreamer.job.serial.ValueSerializer}).
 */
@NullMarked
package io.datastreamer.job.record;

import org.jspecify.annotations.NullMarked;
