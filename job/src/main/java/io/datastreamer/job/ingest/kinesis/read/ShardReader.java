package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardSplit;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/**
 * Reads all shards of a subtask, each on its own, so that a slow one holds up no other. A shard is read on once its
 * last arrival has been taken, so at most that one is in memory.
 */
final class ShardReader implements SplitReader<ShardRecord, ShardSplit> {
    private final Function<ShardSplit, ShardFeed> feeds;
    private final Runnable closing;
    /** Empty to wake up the thread that waits. */
    private final BlockingQueue<Optional<ShardFeed.Arrival>> arrivals = new LinkedBlockingQueue<>();

    /**
     * @param feeds how a shard is read
     * @param closing ends all reading
     */
    ShardReader(Function<ShardSplit, ShardFeed> feeds, Runnable closing) {
        this.feeds = feeds;
        this.closing = closing;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("shards are only added: " + change);
        }
        change.splits().forEach(split -> ask(feeds.apply(split)));
    }

    @Override
    public RecordsWithSplitIds<ShardRecord> fetch() {
        RecordsBySplits.Builder<ShardRecord> records = new RecordsBySplits.Builder<>();
        try {
            arrivals.take().ifPresent(arrival -> {
                String shard = arrival.feed().shard();
                records.addAll(shard, arrival.records());
                if (arrival.end()) {
                    records.addFinishedSplit(shard);
                } else {
                    ask(arrival.feed());
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return records.build();
    }

    private void ask(ShardFeed feed) {
        feed.next(arrival -> arrivals.add(Optional.of(arrival)));
    }

    @Override
    public void wakeUp() {
        arrivals.add(Optional.empty());
    }

    @Override
    public void close() {
        closing.run();
    }
}
