package io.datastreamer.job.ingest.kinesis.shard;

import java.util.ArrayList;
import org.apache.flink.api.connector.source.SourceEvent;

/** The messages between readers and the enumerator, besides the shards that are given out. */
public final class ShardEvents {
    private ShardEvents() {}

    /** From a reader that starts: the shards that it has from a checkpoint. */
    public record Held(ArrayList<String> shards) implements SourceEvent {}

    /**
     * From a reader that has come to the end of shards. It keeps them in its state, and repeats this until it is
     * answered.
     */
    public record Ended(ArrayList<String> shards) implements SourceEvent {}

    /**
     * The answer to {@link Ended}. Flink lets no event of the enumerator overtake a checkpoint. So a checkpoint that a
     * reader takes after this answer has the end in the enumerator's part, and the reader need not keep it.
     */
    public record EndKnown(ArrayList<String> shards) implements SourceEvent {}
}
