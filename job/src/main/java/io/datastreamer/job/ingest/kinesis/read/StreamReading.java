package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a stream, and how.
 *
 * @param stream its name
 * @param start where reading starts without a checkpoint
 * @param discoveryInterval how often to look for new shards
 * @param retention how long documents are kept: a record that is older counts as arrived when it is read
 * @param consumer the name of the consumer to register, which receives records (enhanced fan-out); null to poll
 */
public record StreamReading(
        String stream,
        Start start,
        Duration discoveryInterval,
        Duration retention,
        @Nullable String consumer) implements Serializable {

    /**
     * Where reading starts without a checkpoint.
     *
     * @param fromMs records that arrived at that time or later, in milliseconds since the epoch; null for all that
     *     exist
     * @param latest records that arrive from the job's start on
     */
    public record Start(@Nullable Long fromMs, boolean latest) implements Serializable {
        public static final Start EARLIEST = new Start(null, false);
        public static final Start LATEST = new Start(null, true);

        /** Records that arrived at that time or later. */
        public static Start at(long timeMs) {
            return new Start(timeMs, false);
        }

        // a time and not "the latest": a place that moves would lose what arrives before the first checkpoint
        /** Where reading of a shard begins that was never read before. */
        public ShardPosition position() {
            if (latest) {
                return ShardPosition.time(System.currentTimeMillis());
            }
            return fromMs == null ? ShardPosition.EARLIEST : ShardPosition.time(fromMs);
        }
    }
}
