package io.datastreamer.job.ingest.kinesis.read;

import java.util.List;
import java.util.function.Consumer;

/**
 * Reads one shard on. Whatever goes wrong, this shard waits and tries again, and no other one does: nothing is ever
 * thrown.
 */
interface ShardFeed {

    /** The shard's id. */
    String shard();

    /**
     * Asks for what comes next. Not to be called again before it has come.
     *
     * @param to gets it, once, in any thread; not at all when the reader is closed before
     */
    void next(Consumer<Arrival> to);

    /**
     * What a shard gave.
     *
     * @param feed the shard's
     * @param records in their order; none only at the end
     * @param end whether the shard is closed and these were its last
     */
    record Arrival(ShardFeed feed, List<ShardRecord> records, boolean end) {}
}
