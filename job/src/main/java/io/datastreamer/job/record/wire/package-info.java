/**
 * Formats of records, for the network and for state. Flink learns the types from {@link
 * io.datastreamer.job.record.wire.RecordTypes}.
 */
@NullMarked
package io.datastreamer.job.record.wire;

import org.jspecify.annotations.NullMarked;
