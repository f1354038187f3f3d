package io.datastreamer.job.ingest.kinesis.shard;

import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A shard and how far it has been read: what Flink hands to a reader, and what the reader keeps in checkpoints.
 *
 * @param shard the shard's id
 * @param position after what has been taken
 */
public record ShardSplit(String shard, ShardPosition position) implements SourceSplit {
    @Override
    public String splitId() {
        return shard;
    }
}
