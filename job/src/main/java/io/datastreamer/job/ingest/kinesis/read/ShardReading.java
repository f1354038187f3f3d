package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import io.datastreamer.job.ingest.time.RecordTimes;

/** How far the records of a shard have been emitted, while it is being read. */
final class ShardReading {
    /** The part of a source's name before each record's number: the stream and the shard. */
    final String prefix;

    /** Decides which time counts for a record. */
    final RecordTimes times;

    ShardPosition position;

    ShardReading(String stream, ShardSplit split, RecordTimes times) {
        this.times = times;
        this.prefix = stream + "/" + split.shard() + "/";
        this.position = split.position();
    }
}
