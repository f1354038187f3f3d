package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardListing;
import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * The position up to which a shard was fetched, and what follows when the service refuses. For one thread at a time.
 */
final class ShardPlace {
    private static final Logger LOG = LoggerFactory.getLogger(ShardPlace.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    final String stream;
    final String shard;
    private final ShardMetrics metrics;
    private ShardPosition position;
    private int failures;

    ShardPlace(String stream, ShardSplit split, ShardMetrics metrics) {
        this.stream = stream;
        this.shard = split.shard();
        this.position = split.position();
        this.metrics = metrics;
    }

    ShardPosition position() {
        return position;
    }

    /**
     * Takes an answer of the service.
     *
     * @param records in their order; packed ones are unpacked, and records that were taken before are left out
     */
    List<ShardRecord> take(List<Record> records) {
        failures = 0;
        long bytes = 0;
        List<ShardRecord> taken = new ArrayList<>(records.size());
        for (Record record : records) {
            byte[] data = record.data().asByteArrayUnsafe();
            bytes += data.length;
            take(record, data, taken);
        }
        metrics.read(taken.size(), bytes);
        return taken;
    }

    private void take(Record record, byte[] data, List<ShardRecord> to) {
        String sequence = record.sequenceNumber();
        Instant arrived = record.approximateArrivalTimestamp();
        long arrivedMs = arrived == null ? System.currentTimeMillis() : arrived.toEpochMilli();
        int from = position.sequence().equals(sequence) ? position.taken() : 0;
        for (ShardRecord one : PackedRecords.of(data, record.partitionKey(), sequence, arrivedMs)) {
            if (one.index() >= from) {
                to.add(one);
            }
        }
        position = ShardPosition.after(sequence, ShardPosition.WHOLE);
    }

    /**
     * Whether the shard has left the stream with its last record; asks the service. If not, the whole stream may be
     * gone.
     */
    boolean isGone(KinesisClient client, ResourceNotFoundException failure) {
        try {
            if (ShardListing.of(client, stream).stream()
                    .noneMatch(one -> one.id().equals(shard))) {
                LOG.warn(
                        "The shard {} of {} is gone: what it held and was not read before the stream's retention is"
                                + " lost. Read so far: {}.",
                        shard,
                        stream,
                        position);
                metrics.lost();
                return true;
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        return false;
    }

    /**
     * Handles that the service does not know the position: it is too old, of another stream of this name, or ahead of
     * the service's clock. Returns whether reading goes on from the earliest record, at once.
     */
    boolean isRestarted(InvalidArgumentException failure) {
        if (position.kind() != ShardPosition.Kind.AFTER) {
            return false;
        }
        LOG.warn(
                "The shard {} of {} has no record {} any more: it is read on from the earliest that it has. What came"
                        + " between is lost, or the stream was made anew.",
                shard,
                stream,
                position.sequence(),
                failure);
        metrics.lost();
        position = ShardPosition.EARLIEST;
        return true;
    }

    /** How long to wait before the next try; logs the first of several failures. */
    Duration afterFailure(Exception failure) {
        if (failures == 0) {
            LOG.warn("The shard {} of {} cannot be read at {}; it is tried again.", shard, stream, position, failure);
        }
        return afterRefusal();
    }

    /** How long to wait before the next try after a request that exceeded the service's limits. */
    Duration afterRefusal() {
        long longest = Math.min(FIRST_BACKOFF.toMillis() << Math.min(failures, 10), LONGEST_BACKOFF.toMillis());
        failures++;
        metrics.waited();
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 2));
    }
}
