package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.access.StreamConsumer;
import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Receives one shard's records from the service (enhanced fan-out). A subscription ends after five minutes, and
 * whenever something goes wrong; the next one goes on from there. One event at a time is requested, so that whatever
 * the job does not take stays with the service.
 *
 * <p>Events, outcomes of calls and requests come in different threads; the lock keeps them apart. Anything that arrives
 * from a subscription that was given up is ignored.
 */
final class ShardSubscription implements ShardFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ShardSubscription.class);
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    private final KinesisAsyncClient events;
    private final KinesisClient client;
    private final StreamConsumer consumer;
    private final ScheduledExecutorService executor;
    private final ShardPlace place;
    private final ShardMetrics metrics;
    private final Duration longestSilence;

    private @Nullable Consumer<Arrival> waiting;
    private @Nullable Call call;
    private boolean isEnded;
    /** Where the next subscription begins; null to begin at the place. */
    private @Nullable String continuation;

    /**
     * @param events creates subscriptions
     * @param client makes all other calls
     * @param executor for calls that take time; a thread each
     * @param longestSilence after which a subscription counts as dead: the service sends something every few seconds
     */
    ShardSubscription(
            KinesisAsyncClient events,
            KinesisClient client,
            StreamConsumer consumer,
            ScheduledExecutorService executor,
            ShardPlace place,
            ShardMetrics metrics,
            Duration longestSilence) {
        this.events = events;
        this.client = client;
        this.consumer = consumer;
        this.executor = executor;
        this.place = place;
        this.metrics = metrics;
        this.longestSilence = longestSilence;
    }

    @Override
    public String shard() {
        return place.shard;
    }

    @Override
    public synchronized void next(Consumer<Arrival> to) {
        waiting = to;
        if (call == null) {
            later(this::subscribe, Duration.ZERO);
        } else {
            call.ask();
        }
    }

    private void later(Runnable action, Duration pause) {
        try {
            // the outcome arrives by itself
            var unused = executor.schedule(action, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not read on: the reader is closed.", place.shard, e);
        }
    }

    private void subscribe() {
        try {
            String arn = consumer.arn();
            Call begun;
            SubscribeToShardRequest request;
            synchronized (this) {
                if (call != null) {
                    return;
                }
                begun = new Call();
                call = begun;
                request = SubscribeToShardRequest.builder()
                        .consumerARN(arn)
                        .shardId(place.shard)
                        .startingPosition(start())
                        .build();
            }
            begun.watch();
            var unused = events.subscribeToShard(
                            request,
                            SubscribeToShardResponseHandler.builder()
                                    .onEventStream(stream -> stream.subscribe(begun))
                                    .build())
                    .whenComplete((nothing, failure) -> over(begun, failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private StartingPosition start() {
        StartingPosition.Builder start = StartingPosition.builder();
        ShardPosition position = place.position();
        if (continuation != null) {
            return start.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(continuation)
                    .build();
        }
        return switch (position.kind()) {
            case EARLIEST -> start.type(ShardIteratorType.TRIM_HORIZON).build();
            case TIME ->
                start.type(ShardIteratorType.AT_TIMESTAMP)
                        .timestamp(Instant.ofEpochMilli(position.timeMs()))
                        .build();
            case AFTER ->
                start.type(
                                position.taken() == ShardPosition.WHOLE
                                        ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                                        : ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .sequenceNumber(position.sequence())
                        .build();
            case END -> throw new IllegalStateException(place.shard + " is read to its end");
        };
    }

    private synchronized void take(Call from, SubscribeToShardEvent event) {
        if (from != call) {
            return;
        }
        metrics.millisBehind(event.millisBehindLatest());
        List<ShardRecord> records = place.take(event.records());
        continuation = event.continuationSequenceNumber();
        // a shard that is closed and read has nowhere to go on from, and names its children
        if (continuation == null || !event.childShards().isEmpty()) {
            isEnded = true;
            from.giveUp();
            end(records);
        } else if (records.isEmpty()) {
            from.ask();
        } else {
            hand(new Arrival(this, records, false));
        }
    }

    private void end(List<ShardRecord> records) {
        metrics.millisBehind(0L);
        hand(new Arrival(this, records, true));
    }

    private void hand(Arrival arrival) {
        Consumer<Arrival> to = waiting;
        waiting = null;
        if (to != null) {
            to.accept(arrival);
        }
    }

    /** Ends a subscription, because its time is over, or after a failure. May be called more than once. */
    private synchronized void over(Call of, @Nullable Throwable failure) {
        if (of != call || isEnded) {
            return;
        }
        of.giveUp();
        call = null;
        if (waiting == null) {
            // goes on when the next arrival is requested
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause == null) {
            later(this::subscribe, of.untilNext());
        } else {
            // asking about the stream takes time
            later(() -> failed(cause instanceof Exception e ? e : new IllegalStateException(cause)), Duration.ZERO);
        }
    }

    private void failed(Exception failure) {
        boolean isGone = false;
        if (failure instanceof ResourceNotFoundException gone) {
            consumer.forget();
            isGone = place.isGone(client, gone);
        }
        synchronized (this) {
            if (isGone) {
                isEnded = true;
                end(List.of());
            } else if (failure instanceof InvalidArgumentException refused && place.isRestarted(refused)) {
                continuation = null;
                later(this::subscribe, LEAST_INTERVAL);
            } else if (failure instanceof LimitExceededException || failure instanceof ResourceInUseException) {
                // the previous subscription counts for five seconds
                later(this::subscribe, place.afterRefusal());
            } else {
                later(this::subscribe, place.afterFailure(failure));
            }
        }
    }

    /** One subscription, from its request to its end. */
    private final class Call implements Subscriber<SubscribeToShardEventStream> {
        private @Nullable Subscription subscription;
        private final long begunAt = System.nanoTime();
        private long heardAt = begunAt;
        private boolean isAsked = true;
        private boolean isGivenUp;

        // called with the feed's lock
        void ask() {
            heardAt = System.nanoTime();
            isAsked = true;
            if (subscription != null) {
                subscription.request(1);
            }
        }

        // the service allows one subscription a second
        Duration untilNext() {
            return Duration.ofNanos(Math.max(0, LEAST_INTERVAL.toNanos() - (System.nanoTime() - begunAt)));
        }

        // called with the feed's lock
        void giveUp() {
            isGivenUp = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onSubscribe(Subscription given) {
            synchronized (ShardSubscription.this) {
                heardAt = System.nanoTime();
                subscription = given;
                if (isGivenUp) {
                    given.cancel();
                } else if (isAsked) {
                    given.request(1);
                }
            }
        }

        @Override
        public void onNext(SubscribeToShardEventStream event) {
            synchronized (ShardSubscription.this) {
                isAsked = false;
                heardAt = System.nanoTime();
                if (event instanceof SubscribeToShardEvent records) {
                    take(this, records);
                } else {
                    // an event that only a later version of the service has
                    ask();
                }
            }
        }

        /** The call reports the failure as well. */
        @Override
        public void onError(Throwable failure) {
            over(this, failure);
        }

        @Override
        public void onComplete() {
            over(this, null);
        }

        void watch() {
            later(this::look, longestSilence);
        }

        private void look() {
            boolean isDead;
            synchronized (ShardSubscription.this) {
                if (isGivenUp) {
                    return;
                }
                isDead = isAsked && System.nanoTime() - heardAt >= longestSilence.toNanos();
            }
            if (isDead) {
                over(this, new IllegalStateException("nothing was heard for " + longestSilence.toSeconds() + " s"));
            } else {
                watch();
            }
        }
    }
}
