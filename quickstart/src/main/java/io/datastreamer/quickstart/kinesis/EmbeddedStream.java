package io.datastreamer.quickstart.kinesis;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A stream: open shards, each with a range of the partition keys' hashes, and closed ones whose records are still there.
 * For any number of threads.
 */
final class EmbeddedStream {
    private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(128);
    private static final long RETENTION_MS = Duration.ofMinutes(30).toMillis();

    private final List<Shard> shards = new ArrayList<>();
    private long lastNumber;

    /**
     * A record of a shard.
     *
     * @param number rises over all shards of the stream
     * @param arrivedMs milliseconds since the epoch
     */
    record Stored(long number, String partitionKey, byte[] data, long arrivedMs) {
        /** As the service writes it: as text of the same length, so that texts and numbers have the same order. */
        String sequence() {
            return String.format(Locale.ROOT, "49%054d", number);
        }
    }

    /** A range of hashes, from {@code first} to {@code last}. */
    static final class Shard {
        final String id;
        final @Nullable String parent;
        final BigInteger first;
        final BigInteger last;
        private final List<Stored> records = new ArrayList<>();
        /** How many records before those that are still there. */
        private long forgotten;

        private boolean closed;

        Shard(int index, @Nullable String parent, BigInteger first, BigInteger last) {
            this.id = String.format(Locale.ROOT, "shardId-%012d", index);
            this.parent = parent;
            this.first = first;
            this.last = last;
        }
    }

    /**
     * What was read.
     *
     * @param records in their order
     * @param next where to read on; below zero when the shard is closed and read
     * @param behindMs how far behind the newest record of the shard
     */
    record Page(List<Stored> records, long next, long behindMs) {}

    /** Makes a stream of some shards with ranges of the same size. */
    EmbeddedStream(int count) {
        BigInteger each = HASHES.divide(BigInteger.valueOf(count));
        for (int i = 0; i < count; i++) {
            BigInteger first = each.multiply(BigInteger.valueOf(i));
            BigInteger last = i == count - 1 ? HASHES : first.add(each);
            shards.add(new Shard(i, null, first, last.subtract(BigInteger.ONE)));
        }
    }

    synchronized void put(String partitionKey, byte[] data) {
        BigInteger hash = hash(partitionKey);
        Shard shard = shards.stream()
                .filter(one -> !one.closed && one.first.compareTo(hash) <= 0 && one.last.compareTo(hash) >= 0)
                .findFirst()
                .orElseThrow();
        long now = System.currentTimeMillis();
        shard.records.add(new Stored(++lastNumber, partitionKey, data, now));
        while (shard.records.get(0).arrivedMs() < now - RETENTION_MS) {
            shard.records.remove(0);
            shard.forgotten++;
        }
    }

    /** Closes the first open shard; two new ones have half of its range each. */
    synchronized void split() {
        Shard shard = shards.stream().filter(one -> !one.closed).findFirst().orElseThrow();
        BigInteger middle = shard.first.add(shard.last).shiftRight(1);
        shard.closed = true;
        shards.add(new Shard(shards.size(), shard.id, shard.first, middle));
        shards.add(new Shard(shards.size(), shard.id, middle.add(BigInteger.ONE), shard.last));
    }

    synchronized List<Shard> shards() {
        return List.copyOf(shards);
    }

    synchronized boolean isClosed(Shard shard) {
        return shard.closed;
    }

    /**
     * Where to read from.
     *
     * @param isPassed which records are left out; of those behind the first other one, none is
     */
    synchronized long at(Shard shard, Predicate<Stored> isPassed) {
        int passed = 0;
        while (passed < shard.records.size() && isPassed.test(shard.records.get(passed))) {
            passed++;
        }
        return shard.forgotten + passed;
    }

    synchronized Page read(Shard shard, long at, int most) {
        int from = (int) Math.max(0, at - shard.forgotten);
        int to = Math.min(shard.records.size(), from + most);
        List<Stored> records = List.copyOf(shard.records.subList(Math.min(from, to), to));
        boolean isAtEnd = to == shard.records.size();
        long behindMs = isAtEnd || records.isEmpty()
                ? 0
                : System.currentTimeMillis() - records.get(records.size() - 1).arrivedMs();
        return new Page(records, isAtEnd && shard.closed ? -1 : shard.forgotten + to, Math.max(0, behindMs));
    }

    private static BigInteger hash(String partitionKey) {
        try {
            return new BigInteger(1, MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
