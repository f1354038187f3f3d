package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import io.datastreamer.job.ingest.time.RecordTimes;

/** How far a shard has been handed on, while it is being read. */
final class ShardReading {
    /** What names the shard before each record's number. */
    final String prefix;

    /** Which time counts for a record. */
    final RecordTimes times;

    ShardPosition position;

    ShardReading(String stream, ShardSplit split, RecordTimes times) {
        this.times = times;
        this.prefix = stream + "/" + split.shard() + "/";
        this.position = split.position();
    }
}
