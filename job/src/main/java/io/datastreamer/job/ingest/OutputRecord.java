package io.datastreamer.job.ingest;

import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the job writes to an output.
 *
 * @param key what a compacted topic keeps the last of; null for none. Files do not show it.
 * @param value one JSON object in UTF-8 without a line break; null removes the key
 */
@TypeInfo(OutputRecordType.Factory.class)
public record OutputRecord(byte @Nullable [] key, byte @Nullable [] value) {}
