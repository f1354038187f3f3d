package io.datastreamer.job.ingest.kinesis.shard;

import org.jspecify.annotations.Nullable;

/**
 * How far a shard has been read. Immutable.
 *
 * @param kind what the other components mean
 * @param timeMs milliseconds since the epoch; only for {@link Kind#TIME}
 * @param sequence the sequence number; only for {@link Kind#AFTER}, else empty
 * @param taken how many of the records that are packed into this one were taken; {@link #WHOLE} for all
 */
public record ShardPosition(Kind kind, long timeMs, String sequence, int taken) {
    /** All records that were packed into one. */
    public static final int WHOLE = Integer.MAX_VALUE;
    /** Before the oldest record that is kept. */
    public static final ShardPosition EARLIEST = new ShardPosition(Kind.EARLIEST, 0, "", 0);
    /** After the last record of a shard that has ended. */
    public static final ShardPosition END = new ShardPosition(Kind.END, 0, "", 0);

    /** Kinds of positions. Their codes are in checkpoints and never change. */
    public enum Kind {
        /** Before the oldest record that the shard still has. */
        EARLIEST(0),
        /** Before the first record that arrived at that time or later. */
        TIME(1),
        /** After a record, or within it. */
        AFTER(2),
        /** After the last record of a closed shard. */
        END(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The code in state. */
        public int code() {
            return code;
        }

        /** The kind with this code; null when there is none. */
        static @Nullable Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** Before the first record that arrived at a time or later. */
    public static ShardPosition time(long timeMs) {
        return new ShardPosition(Kind.TIME, timeMs, "", 0);
    }

    /** After a record of which this many packed ones were taken. */
    public static ShardPosition after(String sequence, int taken) {
        return new ShardPosition(Kind.AFTER, 0, sequence, taken);
    }

    /** Whether nothing comes any more. */
    public boolean isEnd() {
        return kind == Kind.END;
    }
}
