package io.datastreamer.job.ingest.kinesis.shard;

import java.util.ArrayList;
import org.apache.flink.api.connector.source.SourceEvent;

/** What readers and the enumerator tell each other, besides the shards that are given out. */
public final class ShardEvents {
    private ShardEvents() {}

    /** A reader that starts tells which shards it has from a checkpoint. */
    public record Held(ArrayList<String> shards) implements SourceEvent {}

    /** A reader has come to the end of shards. It keeps them in its state, and tells it again, until it is answered. */
    public record Ended(ArrayList<String> shards) implements SourceEvent {}

    /**
     * The answer to {@link Ended}. Flink lets no event of the enumerator overtake a checkpoint: a checkpoint that a
     * reader takes after this answer has the end in the enumerator's part, so that the reader need not keep it.
     */
    public record EndKnown(ArrayList<String> shards) implements SourceEvent {}
}
