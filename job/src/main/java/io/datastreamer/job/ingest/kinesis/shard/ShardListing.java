package io.datastreamer.job.ingest.kinesis.shard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Lists all shards of a stream: open ones, and closed ones as long as records in them are kept. */
public final class ShardListing {
    private ShardListing() {}

    /**
     * A shard of a stream.
     *
     * @param id its id
     * @param parents the shards whose partition keys it has taken over: none, one (a split) or two (a merge)
     */
    public record Listed(String id, List<String> parents) {}

    /**
     * Lists the shards, to the last page.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the service does not answer, or refuses
     */
    public static List<Listed> of(KinesisClient client, String stream) {
        List<Listed> all = new ArrayList<>();
        String next = null;
        do {
            ListShardsResponse page = client.listShards(request(stream, next));
            page.shards().forEach(shard -> all.add(listed(shard)));
            next = page.nextToken();
        } while (next != null && !next.isEmpty());
        return all;
    }

    private static ListShardsRequest request(String stream, @Nullable String next) {
        ListShardsRequest.Builder request = ListShardsRequest.builder();
        // the token stands for the stream: the service refuses both together
        return (next == null ? request.streamName(stream) : request.nextToken(next)).build();
    }

    private static Listed listed(Shard shard) {
        List<String> parents = new ArrayList<>(2);
        if (shard.parentShardId() != null) {
            parents.add(shard.parentShardId());
        }
        if (shard.adjacentParentShardId() != null) {
            parents.add(shard.adjacentParentShardId());
        }
        return new Listed(shard.shardId(), List.copyOf(parents));
    }
}
