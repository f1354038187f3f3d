package io.datastreamer.job.enrich;

import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.serial.ValueType;

/**
 * A record that waits for its reference data, or for one before it that does.
 *
 * @param sinceMillis when it came, milliseconds since the epoch
 */
record WaitingRecord(KeyedRecord record, long sinceMillis) {
    static final ValueType<WaitingRecord> TYPE = new ValueType<>(WaitingRecord.class, new WaitingRecordSerializer());
}
