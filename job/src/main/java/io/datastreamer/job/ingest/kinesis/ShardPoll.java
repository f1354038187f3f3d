package io.datastreamer.job.ingest.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads one shard, a page at a time, within the service's limits of 5 reads and 2 MB a second. Whatever goes wrong, this
 * shard waits and tries again, and no other one does. For one thread at a time.
 */
final class ShardPoll {
    private static final Logger LOG = LoggerFactory.getLogger(ShardPoll.class);

    /** Of the five reads a second that a shard grants, one is left to others. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(250);

    private static final long BYTES_PER_SECOND = 2_000_000;
    private static final int MOST_RECORDS = 2_000;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private final KinesisClient client;
    private final String stream;
    private final String shard;
    private final ShardMetrics metrics;
    private ShardPosition position;
    private @Nullable String iterator;
    private int failures;

    /**
     * What a read gave.
     *
     * @param records in their order; may be none
     * @param end whether the shard is closed and this was the last
     * @param pause how long to wait before the next read
     */
    record Page(List<ShardRecord> records, boolean end, Duration pause) {}

    ShardPoll(KinesisClient client, String stream, ShardSplit split, ShardMetrics metrics) {
        this.client = client;
        this.stream = stream;
        this.shard = split.shard();
        this.position = split.position();
        this.metrics = metrics;
    }

    String shard() {
        return shard;
    }

    /** Reads on. Takes as long as a call of the service takes. Never throws. */
    Page read() {
        long begun = System.nanoTime();
        try {
            String at = iterator == null ? iterator() : iterator;
            // a shard that is closed and empty has no place to read from
            if (at == null) {
                return ended(List.of());
            }
            GetRecordsResponse answer =
                    client.getRecords(call -> call.shardIterator(at).limit(MOST_RECORDS));
            failures = 0;
            metrics.millisBehind(answer.millisBehindLatest());
            long bytes = 0;
            List<ShardRecord> records = new ArrayList<>(answer.records().size());
            for (Record record : answer.records()) {
                byte[] data = record.data().asByteArrayUnsafe();
                bytes += data.length;
                take(record, data, records);
            }
            iterator = answer.nextShardIterator();
            metrics.read(records.size(), bytes);
            return iterator == null ? ended(records) : new Page(records, false, pause(begun, bytes));
        } catch (ExpiredIteratorException e) {
            // nobody has asked for five minutes: the job was held up
            iterator = null;
            return new Page(List.of(), false, Duration.ZERO);
        } catch (ResourceNotFoundException e) {
            return gone(e);
        } catch (InvalidArgumentException e) {
            return refused(e);
        } catch (ProvisionedThroughputExceededException e) {
            return waiting();
        } catch (AbortedException e) {
            LOG.debug("The shard {} of {} is not read on: the reader is closed.", shard, stream, e);
            return waiting();
        } catch (RuntimeException e) {
            if (failures == 0) {
                LOG.warn("The shard {} of {} cannot be read; it is tried again.", shard, stream, e);
            }
            return waiting();
        }
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

    private @Nullable String iterator() {
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
        switch (position.kind()) {
            case EARLIEST -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
            case TIME ->
                request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(Instant.ofEpochMilli(position.timeMs()));
            case AFTER ->
                request.shardIteratorType(
                                position.taken() == ShardPosition.WHOLE
                                        ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                                        : ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(position.sequence());
            case END -> throw new IllegalStateException(shard + " is read to its end");
        }
        return client.getShardIterator(request.build()).shardIterator();
    }

    private Page ended(List<ShardRecord> records) {
        metrics.millisBehind(0L);
        return new Page(records, true, Duration.ZERO);
    }

    private static Duration pause(long begun, long bytes) {
        long grantedNanos = Math.max(LEAST_INTERVAL.toNanos(), bytes * 1_000_000_000L / BYTES_PER_SECOND);
        return Duration.ofNanos(Math.max(0, grantedNanos - (System.nanoTime() - begun)));
    }

    /** The shard has left the stream with its last record, or else the whole stream is gone. */
    private Page gone(ResourceNotFoundException failure) {
        try {
            boolean listed = ShardListing.of(client, stream).stream()
                    .anyMatch(one -> one.id().equals(shard));
            if (!listed) {
                LOG.warn(
                        "The shard {} of {} is gone: what it held and was not read before the stream's retention is"
                                + " lost. Read so far: {}.",
                        shard,
                        stream,
                        position);
                metrics.lost();
                return ended(List.of());
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        if (failures == 0) {
            LOG.warn("The shard {} of {} is not found; it is tried again.", shard, stream, failure);
        }
        return waiting();
    }

    /** The place is none for the service: too old, of another stream of this name, or ahead of its clock. */
    private Page refused(InvalidArgumentException failure) {
        boolean bySequence = position.kind() == ShardPosition.Kind.AFTER;
        if (bySequence && iterator == null) {
            LOG.warn(
                    "The shard {} of {} has no record {} any more: it is read on from the earliest that it has. What came"
                            + " between is lost, or the stream was made anew.",
                    shard,
                    stream,
                    position.sequence(),
                    failure);
            metrics.lost();
            position = ShardPosition.EARLIEST;
            return new Page(List.of(), false, Duration.ZERO);
        }
        if (failures == 0) {
            LOG.warn("The shard {} of {} cannot be read at {}; it is tried again.", shard, stream, position, failure);
        }
        iterator = null;
        return waiting();
    }

    private Page waiting() {
        long longest = Math.min(FIRST_BACKOFF.toMillis() << Math.min(failures, 10), LONGEST_BACKOFF.toMillis());
        failures++;
        metrics.waited();
        return new Page(
                List.of(),
                false,
                Duration.ofMillis(longest - ThreadLocalRandom.current().nextLong(longest / 2)));
    }
}
