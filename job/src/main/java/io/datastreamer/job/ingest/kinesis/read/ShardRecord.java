package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import org.jspecify.annotations.Nullable;

/**
 * A record of a shard, or one of those that a producer has packed into it.
 *
 * @param data its bytes
 * @param partitionKey its partition key
 * @param sequence the sequence number of the shard's record
 * @param index which of those within it, from 0
 * @param last whether none follows within it
 * @param arrivedMs milliseconds since the epoch at which Kinesis took it
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

    /** The position behind it. */
    ShardPosition behind() {
        return ShardPosition.after(sequence, last ? ShardPosition.WHOLE : index + 1);
    }
}
