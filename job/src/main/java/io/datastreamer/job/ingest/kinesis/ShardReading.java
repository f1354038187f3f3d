package io.datastreamer.job.ingest.kinesis;

/** How far a shard has been handed on, while it is being read. */
final class ShardReading {
    /** What names the shard before each record's number. */
    final String prefix;

    ShardPosition position;

    ShardReading(String stream, ShardSplit split) {
        this.prefix = stream + "/" + split.shard() + "/";
        this.position = split.position();
    }
}
