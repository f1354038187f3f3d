package io.datastreamer.portal.store;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery attempts of each data stream, as far back as the topic has them. They stay in the topic: the portal knows
 * where they are, within a bound of memory, and reads them again when somebody asks.
 */
public final class Attempts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int FROM_THE_END = 20_000;
    /** After so long, a page is answered with what was found. */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    private final String topic;
    private final AttemptIndex index;
    private final TopicReader reader;
    private final AttemptPast past;
    private final RecordReads reads;
    private final HourCounters counters;
    private final Consumer<Heard> whenHeard;

    /**
     * An attempt, and its place in the topic.
     *
     * @param partition the partition
     * @param offset the offset
     * @param attempt what the job says
     */
    public record Heard(int partition, long offset, DeliveryAttempt attempt) {
        /** A name that no other attempt has. */
        public String id() {
            return partition + "-" + offset;
        }

        /** The same without bodies, which only those get who ask for this one. */
        Heard light() {
            Exchange exchange = attempt.exchange();
            return exchange == null
                    ? this
                    : new Heard(partition, offset, attempt.withExchange(exchange.withoutBodies()));
        }
    }

    /**
     * Some of a stream's attempts.
     *
     * @param items newest first
     * @param next places before which the next page begins, by partition; empty on the last one
     * @param knownSince when the oldest attempt that this portal knows of started; null when it knows all that the topic
     *     has
     */
    public record Page(
            List<Heard> items,
            Map<Integer, Long> next,
            @Nullable Instant knownSince) {}

    /**
     * Opens the view. It is filled after {@link #start}, first with some of the newest, then with the past.
     *
     * @param most how many attempts are known at most, of all streams: eight bytes each
     * @param counters told of each attempt, also of those of before the start
     * @param whenHeard told of each new attempt
     */
    public Attempts(KafkaClients clients, String topic, int most, HourCounters counters, Consumer<Heard> whenHeard) {
        this.topic = topic;
        this.counters = counters;
        this.whenHeard = whenHeard;
        this.index = new AttemptIndex(most, AttemptIndex.SEGMENT);
        this.reader = new TopicReader(clients, topic, FROM_THE_END, this::apply, index::begin);
        this.past = new AttemptPast(clients, topic, index, counters);
        this.reads = new RecordReads(clients);
    }

    public void start() {
        reader.start();
        past.start();
    }

    /** How many attempts are known. */
    public long size() {
        return index.size();
    }

    /** From when on all attempts are counted; null when all that the topic has are. */
    public @Nullable Instant countedSince() {
        Instant since = null;
        if (!past.isWhole()) {
            for (int partition : index.partitions()) {
                since = later(since, index.oldestOf(partition));
            }
        }
        return since;
    }

    /**
     * A page of a stream's attempts.
     *
     * @param streamId the stream
     * @param kind only of these documents; null for all
     * @param outcomes only with these outcomes; null for all
     * @param from only started at or after it; null for all
     * @param to only started before it; null for all
     * @param place only with the document at this place of the history; null for all
     * @param after {@link Page#next} of the page before; null for the first page
     * @param limit most of them. A page may have fewer, although there are more, when they are hard to find
     * @throws UnavailableException when the broker does not answer
     */
    public Page page(
            String streamId,
            @Nullable RecordKind kind,
            @Nullable List<DeliveryAttempt.Outcome> outcomes,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String place,
            @Nullable Map<Integer, Long> after,
            int limit)
            throws UnavailableException {
        AttemptIndex.Wanted wanted = new AttemptIndex.Wanted(streamId, kind, outcomes, from, to, place);
        return reads.with(consumer -> page(consumer, wanted, after, limit));
    }

    private Page page(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            AttemptIndex.Wanted wanted,
            @Nullable Map<Integer, Long> after,
            int limit) {
        long deadline = System.nanoTime() + ENOUGH.toNanos();
        List<TopicPartition> partitions = index.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition))
                .toList();
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Instant knownSince = null;
        List<Heard> found = new ArrayList<>();
        Map<Integer, Long> next = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            int number = partition.partition();
            long start = starts.getOrDefault(partition, 0L);
            index.forgetBefore(number, start);
            if (index.firstOf(number) > start) {
                knownSince = later(knownSince, index.oldestOf(number));
            }
            Long before = after == null ? Long.valueOf(Long.MAX_VALUE) : after.get(number);
            while (before != null && start < before) {
                List<Long> offsets = index.find(number, before, wanted, limit);
                offsets.removeIf(offset -> offset < start);
                RecordReads.read(
                        consumer,
                        partition,
                        offsets,
                        message -> take(message, wanted, each -> found.add(each.light())));
                before = offsets.size() < limit ? null : offsets.get(limit - 1);
                long sofar = found.stream()
                        .filter(each -> each.partition() == number)
                        .count();
                if (before != null && (sofar >= limit || System.nanoTime() > deadline)) {
                    next.put(number, before);
                    break;
                }
            }
        }
        return cut(found, next, limit, knownSince);
    }

    /**
     * One attempt of a stream, with all that is known of it.
     *
     * @return null when there is none of the stream at this place
     * @throws UnavailableException when the broker does not answer
     */
    public @Nullable Heard find(String streamId, int partition, long offset) throws UnavailableException {
        if (!index.partitions().contains(partition)) {
            return null;
        }
        AttemptIndex.Wanted wanted = new AttemptIndex.Wanted(streamId, null, null, null, null, null);
        TopicPartition place = new TopicPartition(topic, partition);
        List<Heard> found = new ArrayList<>();
        return reads
                .with(consumer -> {
                    long start = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
                    long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
                    if (start <= offset && offset < end) {
                        RecordReads.read(
                                consumer, place, List.of(offset), message -> take(message, wanted, found::add));
                    }
                    return found;
                })
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static void take(
            ConsumerRecord<byte[], byte[]> message, AttemptIndex.Wanted wanted, Consumer<Heard> found) {
        try {
            DeliveryAttempt attempt = message.value() == null ? null : DeliveryAttemptCodec.read(message.value());
            if (attempt != null && wanted.test(attempt)) {
                found.accept(new Heard(message.partition(), message.offset(), attempt));
            }
        } catch (ContractException e) {
            // was told in the log when it came
            LOG.debug("{}-{}: {}", message.topic(), message.offset(), e.getMessage());
        }
    }

    /** Of what was found in all partitions, the newest; the next page begins behind the last of each partition. */
    private static Page cut(List<Heard> found, Map<Integer, Long> next, int limit, @Nullable Instant knownSince) {
        Map<Integer, List<Heard>> byPartition = found.stream()
                .sorted(Comparator.comparing(Heard::offset).reversed())
                .collect(
                        Collectors.groupingBy(Heard::partition, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        List<Heard> items = new ArrayList<>();
        while (items.size() < limit && !byPartition.isEmpty()) {
            List<Heard> newest = byPartition.values().stream()
                    .max(Comparator.comparing(
                            (List<Heard> each) -> each.get(0).attempt().startedAt()))
                    .orElseThrow();
            Heard taken = newest.remove(0);
            items.add(taken);
            if (newest.isEmpty()) {
                byPartition.remove(taken.partition());
            }
        }
        byPartition.forEach((partition, left) -> next.put(partition, left.get(0).offset() + 1));
        return new Page(items, next, knownSince);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }

    private void apply(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            return;
        }
        try {
            DeliveryAttempt attempt = DeliveryAttemptCodec.read(message.value());
            if (index.add(message.partition(), message.offset(), attempt)) {
                counters.add(attempt);
            }
            whenHeard.accept(new Heard(message.partition(), message.offset(), attempt).light());
        } catch (ContractException e) {
            LOG.warn(
                    "{}-{}: the attempt {} is left out: {}",
                    message.topic(),
                    message.partition(),
                    message.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        reader.close();
        past.close();
        reads.close();
    }
}
