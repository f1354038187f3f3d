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
 * A stream: open shards, each with a range of the partition keys' hashes, and closed ones that still have records.
 * Thread-safe.
 */
final class EmbeddedStream {
    private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(128);
    private static final long RETENTION_MS = Duration.ofMinutes(30).toMillis();

    private final List<Shard> shards = new ArrayList<>();
    private long lastNumber;

    /**
     * A record of a shard.
     *
     * @param number grows over all shards of the stream
     * @param arrivedMs time of arrival, in milliseconds since the epoch
     */
    record Stored(long number, String partitionKey, byte[] data, long arrivedMs) {
        /**
         * The sequence number as the service writes it: always of the same length, so that texts and numbers sort
         * alike.
         */
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
        /** How many records are no longer kept. */
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
     * The result of a read.
     *
     * @param records the records, in order
     * @param next where to continue; negative when the shard is closed and read
     * @param behindMs how far this is behind the shard's newest record
     */
    record Page(List<Stored> records, long next, long behindMs) {}

    /** Creates a stream of some shards with equal ranges. */
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

    /** Closes the first open shard, and opens two new ones with half of its range each. */
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
     * Finds where to read from.
     *
     * @param isPassed the records to skip, which come before all others
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
