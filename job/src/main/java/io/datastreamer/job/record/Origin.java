package io.datastreamer.job.record;

/**
 * Where a decoded record came from: everything that is needed to reject it later.
 *
 * @param source a file's path, {@code topic-partition}, or {@code stream/shard/sequence number}
 * @param position in the source: the line's byte offset in the file, the Kafka offset, or the place among the records
 *     that are packed into one of Kinesis
 * @param timestamp milliseconds since the epoch at which the source got the record
 * @param raw the bytes as they came
 */
public record Origin(String source, long position, long timestamp, byte[] raw) {

    /** The origin of a raw record. */
    public static Origin of(RawRecord record) {
        return new Origin(record.source(), record.position(), record.timestamp(), record.bytes());
    }
}
