package io.datastreamer.job.ingest;

import io.datastreamer.job.serial.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A record that the job writes to an output.
 *
 * @param key of which a compacted topic keeps the last record; null for none. Files do not show it.
 * @param value one JSON object in UTF-8 without a line break; null removes the key
 */
public record OutputRecord(byte @Nullable [] key, byte @Nullable [] value) {
    /** How Flink handles it. */
    public static final ValueType<OutputRecord> TYPE =
            new ValueType<>(OutputRecord.class, new OutputRecordSerializer());
}
