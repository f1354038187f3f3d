package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/** Reads one shard page by page, within the service's limits of 5 reads and 2 MB a second. */
final class ShardPoll implements ShardFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ShardPoll.class);

    /** Of the five reads a second that a shard grants, one is left for others. */
    private static final Duration LEAST_INTERVAL = Duration.ofMillis(250);

    private static final long BYTES_PER_SECOND = 2_000_000;
    private static final int MOST_RECORDS = 2_000;

    private final KinesisClient client;
    private final ScheduledExecutorService executor;
    private final ShardPlace place;
    private final ShardMetrics metrics;
    private @Nullable String iterator;
    private Duration pause = Duration.ZERO;

    /** @param executor makes the calls, which take a thread each */
    ShardPoll(KinesisClient client, ScheduledExecutorService executor, ShardPlace place, ShardMetrics metrics) {
        this.client = client;
        this.executor = executor;
        this.place = place;
        this.metrics = metrics;
    }

    @Override
    public String shard() {
        return place.shard;
    }

    @Override
    public void next(Consumer<Arrival> to) {
        try {
            // the caller gets the outcome
            var unused = executor.schedule(() -> read(to), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not read on: the reader is closed.", place.shard, e);
        }
    }

    private void read(Consumer<Arrival> to) {
        Arrival page = page();
        if (page.records().isEmpty() && !page.end()) {
            next(to);
        } else {
            to.accept(page);
        }
    }

    /** Reads a page, and sets how long to wait before the next one. Takes as long as a call of the service. */
    private Arrival page() {
        long begun = System.nanoTime();
        try {
            String at = iterator == null ? iterator() : iterator;
            // a closed and empty shard has no place to read from
            if (at == null) {
                return ended(List.of());
            }
            GetRecordsResponse answer =
                    client.getRecords(call -> call.shardIterator(at).limit(MOST_RECORDS));
            metrics.millisBehind(answer.millisBehindLatest());
            List<ShardRecord> records = place.take(answer.records());
            iterator = answer.nextShardIterator();
            pause = pause(begun, answer.records());
            return iterator == null ? ended(records) : new Arrival(this, records, false);
        } catch (ExpiredIteratorException e) {
            // nothing was requested for five minutes: the job was held up
            iterator = null;
            return nothing(Duration.ZERO);
        } catch (ResourceNotFoundException e) {
            return place.isGone(client, e) ? ended(List.of()) : nothing(place.afterFailure(e));
        } catch (InvalidArgumentException e) {
            boolean isRestarted = iterator == null && place.isRestarted(e);
            iterator = null;
            return nothing(isRestarted ? Duration.ZERO : place.afterFailure(e));
        } catch (ProvisionedThroughputExceededException e) {
            return nothing(place.afterRefusal());
        } catch (AbortedException e) {
            LOG.debug("The shard {} of {} is not read on: the reader is closed.", place.shard, place.stream, e);
            return nothing(place.afterRefusal());
        } catch (RuntimeException e) {
            return nothing(place.afterFailure(e));
        }
    }

    private @Nullable String iterator() {
        ShardPosition position = place.position();
        GetShardIteratorRequest.Builder request =
                GetShardIteratorRequest.builder().streamName(place.stream).shardId(place.shard);
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
            case END -> throw new IllegalStateException(place.shard + " is read to its end");
        }
        return client.getShardIterator(request.build()).shardIterator();
    }

    private Arrival ended(List<ShardRecord> records) {
        metrics.millisBehind(0L);
        return new Arrival(this, records, true);
    }

    private Arrival nothing(Duration wait) {
        pause = wait;
        return new Arrival(this, List.of(), false);
    }

    private static Duration pause(long begun, List<Record> records) {
        long bytes = 0;
        for (Record record : records) {
            bytes += record.data().asByteArrayUnsafe().length;
        }
        long grantedNanos = Math.max(LEAST_INTERVAL.toNanos(), bytes * 1_000_000_000L / BYTES_PER_SECOND);
        return Duration.ofNanos(Math.max(0, grantedNanos - (System.nanoTime() - begun)));
    }
}
