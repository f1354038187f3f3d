package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * A record of a shard, or one of those that a producer has packed into it.
 *
 * @param data its bytes
 * @param partitionKey its partition key
 * @param sequence the sequence number of the shard's record
 * @param index its place among the packed ones, from 0
 * @param last whether it is the last of the packed ones
 * @param arrivedMs when Kinesis took it, milliseconds since the epoch
 * @param flaw what is known to be wrong with it; null for nothing
 */
record ShardRecord(
        byte[] data,
        String partitionKey,
        String sequence,
        int index,
        boolean last,
        long arrivedMs,
        @Nullable String flaw) {

    /** The position after it. */
    ShardPosition behind() {
        return ShardPosition.after(sequence, last ? ShardPosition.WHOLE : index + 1);
    }
}
