package io.datastreamer.job.ingest.kinesis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all shards of a subtask, a few at once, so that one that answers slowly holds up no other. A shard is read on
 * when its last page has been taken: what is at hand is one page of each shard.
 */
final class ShardReader implements SplitReader<ShardRecord, ShardSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final int THREADS = 8;

    private final Function<ShardSplit, ShardPoll> polls;
    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(THREADS, new ExecutorThreadFactory("kinesis-poll"));
    /** Empty to wake up who waits. */
    private final BlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();

    private record Arrival(ShardPoll poll, ShardPoll.Page page) {}

    /** @param polls how a shard is read */
    ShardReader(Function<ShardSplit, ShardPoll> polls) {
        this.polls = polls;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ShardSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("shards are only added: " + change);
        }
        change.splits().forEach(split -> readLater(polls.apply(split), Duration.ZERO));
    }

    @Override
    public RecordsWithSplitIds<ShardRecord> fetch() {
        RecordsBySplits.Builder<ShardRecord> records = new RecordsBySplits.Builder<>();
        try {
            arrivals.take().ifPresent(arrival -> {
                ShardPoll.Page page = arrival.page();
                String shard = arrival.poll().shard();
                records.addAll(shard, page.records());
                if (page.end()) {
                    records.addFinishedSplit(shard);
                } else {
                    readLater(arrival.poll(), page.pause());
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return records.build();
    }

    private void readLater(ShardPoll poll, Duration pause) {
        try {
            // its outcome arrives as a page
            var unused = executor.schedule(() -> read(poll), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} is not read on: the reader is closed.", poll.shard(), e);
        }
    }

    private void read(ShardPoll poll) {
        ShardPoll.Page page = poll.read();
        if (page.records().isEmpty() && !page.end()) {
            readLater(poll, page.pause());
        } else {
            arrivals.add(Optional.of(new Arrival(poll, page)));
        }
    }

    @Override
    public void wakeUp() {
        arrivals.add(Optional.empty());
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
