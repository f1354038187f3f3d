package io.datastreamer.job.ingest.kinesis.read;

import java.util.List;
import java.util.function.Consumer;

/** Reads one shard. Whatever goes wrong, only this shard waits and tries again: nothing is ever thrown. */
interface ShardFeed {

    /** The shard's id. */
    String shard();

    /**
     * Requests what comes next. Must not be called again before that has come.
     *
     * @param to gets it, once, in any thread; never if the reader is closed before
     */
    void next(Consumer<Arrival> to);

    /**
     * What a shard has given.
     *
     * @param feed the shard's
     * @param records in their order; empty only at the end
     * @param end whether the shard is closed and these were its last
     */
    record Arrival(ShardFeed feed, List<ShardRecord> records, boolean end) {}
}
