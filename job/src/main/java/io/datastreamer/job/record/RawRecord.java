package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/**
 * A record as a source gave it: bytes that are not decoded yet.
 *
 * @param bytes one JSON object in UTF-8, or whatever came instead; empty for a tombstone
 * @param key the message's key (Kafka), or its partition key (Kinesis); null if there is none
 * @param source where it came from: a file's path, {@code topic-partition}, or {@code stream/shard/sequence number}
 * @param position in the source: the line's byte offset in the file, the Kafka offset, or the place among the records
 *     that are packed into one of Kinesis
 * @param timestamp milliseconds since the epoch: Kafka's record time, when Kinesis took it, or for files the time of
 *     reading
 * @param flaw what the source already knows to be wrong with it (such as a line that is too long, whose start is in
 *     {@code bytes}); null if nothing is
 * @param damaged whether the source itself cannot be read there, so that more may be lost than this record
 */
public record RawRecord(
        byte[] bytes,
        byte @Nullable [] key,
        String source,
        long position,
        long timestamp,
        @Nullable String flaw,
        boolean damaged) {

    /** Creates a record of a source that can be read. */
    public RawRecord(
            byte[] bytes, byte @Nullable [] key, String source, long position, long timestamp, @Nullable String flaw) {
        this(bytes, key, source, position, timestamp, flaw, false);
    }
}
