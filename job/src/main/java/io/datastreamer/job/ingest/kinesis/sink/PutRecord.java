package io.datastreamer.job.ingest.kinesis.sink;

import java.io.Serializable;

/**
 * A record to be written to a stream.
 *
 * @param partitionKey decides its shard
 * @param data its bytes
 */
public record PutRecord(String partitionKey, byte[] data) implements Serializable {
    /** Its size by the service's limits. A character takes at most three bytes. */
    long bytes() {
        return data.length + 3L * partitionKey.length();
    }
}
