package io.datastreamer.job.mediate;

import io.datastreamer.job.serial.ValueType;

/**
 * How many sessions a shard has.
 *
 * @param open how many are open
 * @param day to which {@code ended} refers, in days since the epoch
 * @param ended how many ended on that day
 */
public record ShardCounts(int open, long day, int ended) {
    static final ShardCounts NONE = new ShardCounts(0, 0, 0);

    /** How Flink handles them. */
    static final ValueType<ShardCounts> TYPE = new ValueType<>(ShardCounts.class, new ShardCountsSerializer());

    /** The counts with more of each. */
    ShardCounts plus(int moreOpen, int moreEnded, long onDay) {
        return new ShardCounts(open + moreOpen, onDay, endedOn(onDay) + moreEnded);
    }

    /** How many have ended on a day. */
    int endedOn(long onDay) {
        return onDay == day ? ended : 0;
    }
}
