package io.datastreamer.job.record;

/**
 * Where a decoded record came from: all that is needed to reject it later.
 *
 * @param source a file's path, {@code topic-partition}, or {@code stream/shard/sequence number}
 * @param position where in the source: the line's byte offset in the file, the Kafka offset, or which of the records
 *     that are packed into one of Kinesis
 * @param timestamp milliseconds since the epoch at which the source got the record
 * @param raw the bytes as they came
 */
public record Origin(String source, long position, long timestamp, byte[] raw) {

    /** The origin of what the given raw record says. */
    public static Origin of(RawRecord record) {
        return new Origin(record.source(), record.position(), record.timestamp(), record.bytes());
    }
}
