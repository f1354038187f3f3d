package io.datastreamer.job.ingest.kinesis.shard;

import java.util.List;

/**
 * What checkpoints have of a stream, besides the positions that readers keep.
 *
 * @param stream the stream's name
 * @param start where reading of every shard starts
 * @param shards all known shards
 */
public record ShardTableState(String stream, ShardPosition start, List<ShardTable.Kept> shards) {}
