package io.datastreamer.job.ingest.kinesis.shard;

import java.util.List;

/**
 * What is kept of a stream in checkpoints, beside the positions that readers keep.
 *
 * @param stream the stream's name
 * @param start where reading of every shard starts
 * @param shards all shards that are known
 */
public record ShardTableState(String stream, ShardPosition start, List<ShardTable.Kept> shards) {}
