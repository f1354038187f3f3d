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
 * The delivery attempts of each data stream, as far back as the topic has them. They stay in the topic: the portal
 * keeps an index with limited memory, and reads attempts again on request.
 */
public final class Attempts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int FROM_THE_END = 20_000;
    /** After this time a page is answered with what was found so far. */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    private final String topic;
    private final AttemptIndex index;
    private final TopicReader reader;
    private final AttemptPast past;
    private final RecordReads reads;
    private final HourCounters counters;
    private final Consumer<Heard> whenHeard;

    /**
     * An attempt and its place in the topic.
     *
     * @param partition the partition
     * @param offset the offset
     * @param attempt the job's message
     */
    public record Heard(int partition, long offset, DeliveryAttempt attempt) {
        /** A unique id. */
        public String id() {
            return partition + "-" + offset;
        }

        /** The same without bodies; only requests for this single attempt get them. */
        Heard light() {
            Exchange exchange = attempt.exchange();
            return exchange == null
                    ? this
                    : new Heard(partition, offset, attempt.withExchange(exchange.withoutBodies()));
        }
    }

    /**
     * A page of a stream's attempts.
     *
     * @param items newest first
     * @param next offsets before which the next page begins, by partition; empty on the last one
     * @param knownSince when the oldest attempt in the index started; null when the index has the whole topic
     */
    public record Page(
            List<Heard> items,
            Map<Integer, Long> next,
            @Nullable Instant knownSince) {}

    /**
     * Creates the view. {@link #start} fills it, first with some of the newest attempts, then with the past.
     *
     * @param most most attempts in the index, of all streams together: eight bytes each
     * @param counters gets each attempt, including those from before the start
     * @param whenHeard gets each new attempt
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

    /** The number of attempts in the index. */
    public long size() {
        return index.size();
    }

    /** The time from which on all attempts are counted; null when the whole topic is counted. */
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
     * Returns a page of a stream's attempts.
     *
     * @param streamId the stream
     * @param kind only of these documents; null for all
     * @param outcomes only these outcomes; null for all
     * @param from only attempts that started at or after this time; null for all
     * @param to only attempts that started before this time; null for all
     * @param place only attempts with the document at this place of the history; null for all
     * @param after {@link Page#next} of the previous page; null for the first page
     * @param limit most attempts. A page may have fewer, although there are more, when they take long to find
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
     * Returns one attempt of a stream with all its details.
     *
     * @return null when the stream has none at this place
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
            // logged when it was first read
            LOG.debug("{}-{}: {}", message.topic(), message.offset(), e.getMessage());
        }
    }

    /**
     * Keeps the newest of what was found in all partitions; the next page begins after the last one of each partition.
     */
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
