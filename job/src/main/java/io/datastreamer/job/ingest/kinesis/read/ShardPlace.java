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

/** Up to where a shard was fetched, and what follows when the service says no. For one thread at a time. */
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
     * The service has answered.
     *
     * @param records in their order; those that are packed into one are taken apart, and those that were taken before are
     *     left out
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

    /** Whether the shard has left the stream with its last record; asks the service. Else the whole stream is gone. */
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
     * The service knows no such place: it is too old, of another stream of this name, or ahead of its clock. Returns
     * whether reading goes on from the earliest record, at once.
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

    /** How long to wait before the next try; tells the first of several failures. */
    Duration afterFailure(Exception failure) {
        if (failures == 0) {
            LOG.warn("The shard {} of {} cannot be read at {}; it is tried again.", shard, stream, position, failure);
        }
        return afterRefusal();
    }

    /** How long to wait before the next try, when it was too much at once. */
    Duration afterRefusal() {
        long longest = Math.min(FIRST_BACKOFF.toMillis() << Math.min(failures, 10), LONGEST_BACKOFF.toMillis());
        failures++;
        metrics.waited();
        return Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 2));
    }
}
