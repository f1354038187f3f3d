package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import io.datastreamer.job.ingest.kinesis.access.StreamConsumer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Creates readers of shards: each shard is polled, or subscribed to. */
final class ShardFeeds {
    private static final int THREADS = 8;
    /** The service sends something every few seconds, even if there is nothing new. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

    private ShardFeeds() {}

    /**
     * Creates a reader of shards.
     *
     * @param client for calls; the caller closes it
     * @param metrics the reader's group
     */
    static ShardReader reader(KinesisClient client, KinesisAccess access, StreamReading reading, MetricGroup metrics) {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(THREADS, new ExecutorThreadFactory("kinesis-read"));
        String name = reading.consumer();
        if (name == null) {
            return new ShardReader(
                    split -> {
                        ShardMetrics of = new ShardMetrics(metrics, split.shard());
                        return new ShardPoll(client, executor, new ShardPlace(reading.stream(), split, of), of);
                    },
                    executor::shutdownNow);
        }
        KinesisAsyncClient events = access.openForEvents(new EventHttpClient());
        StreamConsumer consumer = new StreamConsumer(client, reading.stream(), name);
        return new ShardReader(
                split -> {
                    ShardMetrics of = new ShardMetrics(metrics, split.shard());
                    ShardPlace place = new ShardPlace(reading.stream(), split, of);
                    return new ShardSubscription(events, client, consumer, executor, place, of, LONGEST_SILENCE);
                },
                () -> {
                    executor.shutdownNow();
                    events.close();
                });
    }
}
