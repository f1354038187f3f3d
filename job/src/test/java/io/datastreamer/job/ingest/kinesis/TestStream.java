package io.datastreamer.job.ingest.kinesis;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A stream of a test: numbers its records for each partition key, and can be split and merged. */
public final class TestStream implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    public final String name;
    private final KinesisClient client;
    private final Random random = new Random(7);
    private final int[] next;
    private final BiFunction<Integer, Integer, String> text;

    /** The text of a record, by its key and its number: {@code key-3:17}. */
    static final BiFunction<Integer, Integer, String> PLAIN = (key, number) -> "key-" + key + ":" + number;

    /**
     * Creates a stream; waits until the server answers.
     *
     * @param shards how many it has at first
     * @param keys how many partition keys
     * @param text the text of a record, by its key and its number
     */
    public TestStream(
            TestServer.Running server, String name, int shards, int keys, BiFunction<Integer, Integer, String> text) {
        this.name = name;
        this.text = text;
        this.client = server.access().open();
        this.next = new int[keys];
        create(shards);
    }

    private void create(int shards) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> client.createStream(call -> call.streamName(name).shardCount(shards)) != null);
        awaitActive();
    }

    /** Deletes it, and creates another one of the same name. */
    void makeAnew(int shards) {
        client.deleteStream(call -> call.streamName(name));
        create(shards);
    }

    private void awaitActive() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.describeStreamSummary(call -> call.streamName(name))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    /** How many records were written. */
    public int written() {
        int sum = 0;
        for (int count : next) {
            sum += count;
        }
        return sum;
    }

    /** Writes one record of each key. */
    public void round() {
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int key = 0; key < next.length; key++) {
            entries.add(entry("key-" + key, text.apply(key, next[key]++).getBytes(UTF_8)));
        }
        PutRecordsResponse answer =
                client.putRecords(call -> call.streamName(name).records(entries));
        if (answer.failedRecordCount() != null && answer.failedRecordCount() > 0) {
            throw new AssertionError("not written: " + answer);
        }
    }

    /** Writes one record. */
    public void put(String key, byte[] data) {
        client.putRecords(call -> call.streamName(name).records(entry(key, data)));
    }

    private static PutRecordsRequestEntry entry(String key, byte[] data) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromByteArray(data))
                .build();
    }

    /** Splits a shard, or merges two, at random, so that there are 2 to 8 open ones. */
    public void reshard() {
        List<Shard> open = open();
        if (open.size() < 8 && (open.size() < 3 || random.nextBoolean())) {
            split(open.get(random.nextInt(open.size())));
        } else {
            merge(open, random.nextInt(open.size() - 1));
        }
        awaitActive();
    }

    private void split(Shard shard) {
        BigInteger from = new BigInteger(shard.hashKeyRange().startingHashKey());
        BigInteger to = new BigInteger(shard.hashKeyRange().endingHashKey());
        String middle = from.add(to).shiftRight(1).toString();
        client.splitShard(
                call -> call.streamName(name).shardToSplit(shard.shardId()).newStartingHashKey(middle));
    }

    private void merge(List<Shard> open, int at) {
        client.mergeShards(call -> call.streamName(name)
                .shardToMerge(open.get(at).shardId())
                .adjacentShardToMerge(open.get(at + 1).shardId()));
    }

    private List<Shard> open() {
        return client.listShards(call -> call.streamName(name)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
    }

    /** How many shards it has, including closed ones. */
    public int shards() {
        return client.listShards(call -> call.streamName(name)).shards().size();
    }

    /** All data, shard by shard. */
    public List<String> read() {
        List<String> all = new ArrayList<>();
        for (Shard shard : client.listShards(call -> call.streamName(name)).shards()) {
            String iterator = client.getShardIterator(call -> call.streamName(name)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                String at = iterator;
                GetRecordsResponse page = client.getRecords(call -> call.shardIterator(at));
                page.records().forEach(record -> all.add(record.data().asUtf8String()));
                iterator = page.records().isEmpty() ? null : page.nextShardIterator();
            }
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
    }
}
