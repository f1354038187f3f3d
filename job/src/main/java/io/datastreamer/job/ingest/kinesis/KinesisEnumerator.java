package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.job.ingest.kinesis.access.StreamConsumer;
import io.datastreamer.job.ingest.kinesis.shard.ShardEvents;
import io.datastreamer.job.ingest.kinesis.shard.ShardListing;
import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import io.datastreamer.job.ingest.kinesis.shard.ShardTable;
import io.datastreamer.job.ingest.kinesis.shard.ShardTableState;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Finds shards and gives each, when its turn has come, to the reader that has fewest. Runs in one thread, except for
 * the listing.
 */
final class KinesisEnumerator implements SplitEnumerator<ShardSplit, ShardTableState> {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisEnumerator.class);

    private final SplitEnumeratorContext<ShardSplit> context;
    private final KinesisClient client;
    private final String stream;
    private final Duration discoveryInterval;
    private final ShardTable table;
    private final @Nullable StreamConsumer consumer;
    private boolean listingFails;
    private volatile boolean closed;

    /**
     * @param table what is known so far
     * @param consumer the consumer that readers are registered as, removed at the end; null for none
     */
    KinesisEnumerator(
            SplitEnumeratorContext<ShardSplit> context,
            KinesisClient client,
            String stream,
            Duration discoveryInterval,
            ShardTable table,
            @Nullable StreamConsumer consumer) {
        this.context = context;
        this.client = client;
        this.stream = stream;
        this.discoveryInterval = discoveryInterval;
        this.table = table;
        this.consumer = consumer;
    }

    @Override
    public void start() {
        context.callAsync(this::list, this::listed, 0, discoveryInterval.toMillis());
    }

    private List<ShardListing.Listed> list() {
        return ShardListing.of(client, stream);
    }

    private void listed(@Nullable List<ShardListing.Listed> all, @Nullable Throwable failure) {
        if (all == null) {
            if (!listingFails && !closed) {
                LOG.warn(
                        "The shards of the Kinesis stream {} cannot be listed; tried again every {} s, what is known is"
                                + " read on.",
                        stream,
                        discoveryInterval.toSeconds(),
                        failure);
            }
            listingFails = true;
            return;
        }
        if (listingFails) {
            LOG.info("The shards of the Kinesis stream {} can be listed again.", stream);
            listingFails = false;
        }
        int added = table.listed(all);
        if (added > 0) {
            LOG.info("The Kinesis stream {} has {} shards more to read.", stream, added);
        }
        assign();
    }

    /** Waits for all readers: otherwise the first to come would get everything. */
    private void assign() {
        int readers = context.currentParallelism();
        if (context.registeredReaders().size() < readers) {
            return;
        }
        for (ShardSplit split : table.ready()) {
            int reader = context.registeredReaders().keySet().stream()
                    .min(Comparator.<Integer>comparingInt(table::count).thenComparing(one -> one))
                    .orElseThrow();
            table.held(split.shard(), reader);
            context.assignSplit(split, reader);
        }
    }

    @Override
    public void addReader(int reader) {
        assign();
    }

    @Override
    public void addSplitsBack(List<ShardSplit> splits, int reader) {
        table.back(splits, reader);
        assign();
    }

    @Override
    public void handleSourceEvent(int reader, SourceEvent event) {
        if (event instanceof ShardEvents.Held held) {
            held.shards().forEach(shard -> table.held(shard, reader));
        } else if (event instanceof ShardEvents.Ended ended) {
            ended.shards().forEach(shard -> table.ended(shard, reader));
            context.sendEventToSourceReader(reader, new ShardEvents.EndKnown(ended.shards()));
            // its children most likely exist already
            context.callAsync(this::list, this::listed);
        } else {
            throw new IllegalArgumentException("unknown event of a Kinesis reader: " + event);
        }
    }

    /** Does nothing: shards are given out when their turn comes, not when a reader asks. */
    @Override
    public void handleSplitRequest(int reader, @Nullable String host) {}

    @Override
    public ShardTableState snapshotState(long checkpoint) {
        return new ShardTableState(stream, table.start(), table.snapshot(checkpoint));
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
        table.completed(checkpoint);
        assign();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        if (consumer != null) {
            consumer.remove();
        }
        client.close();
    }
}
