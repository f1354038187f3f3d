package io.datastreamer.portal.store;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An index of where each stream's attempts are in the topic: the newest ones of all streams together, up to a limit. It
 * grows at both ends, with new attempts and with those of the past; what exceeds the limit is dropped at the old end.
 *
 * <p>Thread-safe.
 */
final class AttemptIndex {
    /**
     * Attempts of a segment: six of these arrays fill a G1 region, while larger ones would get regions of their own.
     */
    static final int SEGMENT = 20_000;

    private static final int OUTCOMES = 4;

    private final int most;
    private final int segmentSize;
    /** Guarded by this: the segments of each partition, oldest first; the last one is open. */
    private final Map<Integer, ArrayDeque<AttemptSegment>> partitions = new TreeMap<>();

    /** Guarded by this: for each partition the offset after the last attempt added at the new end. */
    private final Map<Integer, Long> ends = new TreeMap<>();

    private long size;

    /**
     * Creates an empty index.
     *
     * @param most most attempts of all streams together
     * @param segmentSize how many are dropped at once
     */
    AttemptIndex(int most, int segmentSize) {
        this.most = most;
        this.segmentSize = segmentSize;
    }

    /** Notes that everything from this offset of a partition on will be added. */
    synchronized void begin(int partition, long offset) {
        partitions.computeIfAbsent(partition, any -> {
            ArrayDeque<AttemptSegment> segments = new ArrayDeque<>();
            segments.add(new AttemptSegment(offset, segmentSize));
            return segments;
        });
    }

    /**
     * Adds an attempt at the new end of a partition.
     *
     * @return whether it is new
     */
    synchronized boolean add(int partition, long offset, DeliveryAttempt attempt) {
        begin(partition, offset);
        if (offset < ends.getOrDefault(partition, 0L)) {
            return false;
        }
        ends.put(partition, offset + 1);
        ArrayDeque<AttemptSegment> segments = segmentsOf(partition);
        AttemptSegment open = segments.getLast();
        if (!open.hasRoom(offset)) {
            open.seal();
            open = new AttemptSegment(offset, segmentSize);
            segments.add(open);
        }
        add(open, offset, attempt);
        size++;
        dropOldest();
        return true;
    }

    /**
     * Adds a sealed segment at the old end of a partition.
     *
     * @param end the offset after it, at which the index begins so far
     * @return whether there was room, and the index still begins there
     */
    synchronized boolean prepend(int partition, long end, AttemptSegment segment) {
        if (size + segment.size() > most || firstOf(partition) != end) {
            return false;
        }
        segmentsOf(partition).addFirst(segment);
        size += segment.size();
        return true;
    }

    /** Notes that the partition has nothing before this offset any more. */
    synchronized void forgetBefore(int partition, long offset) {
        ArrayDeque<AttemptSegment> segments = segmentsOf(partition);
        while (segments.size() > 1) {
            Iterator<AttemptSegment> oldest = segments.iterator();
            AttemptSegment first = oldest.next();
            if (oldest.next().first() > offset) {
                return;
            }
            segments.removeFirst();
            size -= first.size();
        }
    }

    /** A query: the stream, kind and outcome, the time range, and the document's place. */
    record Wanted(
            String streamId,
            @Nullable RecordKind kind,
            @Nullable Collection<DeliveryAttempt.Outcome> outcomes,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String place)
            implements Predicate<DeliveryAttempt> {

        @Override
        public boolean test(DeliveryAttempt attempt) {
            return attempt.streamId().equals(streamId)
                    && (kind == null || attempt.recordKind() == kind)
                    && (outcomes == null || outcomes.contains(attempt.outcome()))
                    && (from == null || !attempt.startedAt().isBefore(from))
                    && (to == null || attempt.startedAt().isBefore(to))
                    && (place == null || attempt.had(place));
        }

        private int codes() {
            int codes = 0;
            for (RecordKind each : RecordKind.values()) {
                for (DeliveryAttempt.Outcome outcome : DeliveryAttempt.Outcome.values()) {
                    boolean wanted = (kind == null || kind == each) && (outcomes == null || outcomes.contains(outcome));
                    codes |= wanted ? 1 << code(each, outcome) : 0;
                }
            }
            return codes;
        }

        private boolean mayBeIn(AttemptSegment segment) {
            return (from == null || segment.newestMs() >= from.toEpochMilli())
                    && (to == null || segment.oldestMs() < to.toEpochMilli());
        }
    }

    /**
     * Returns offsets in a partition that may match, newest first. Some turn out to hold another stream's attempt, or
     * one of another time.
     *
     * @param before only lower offsets
     * @param atMost most offsets
     */
    synchronized List<Long> find(int partition, long before, Wanted wanted, int atMost) {
        List<Long> offsets = new ArrayList<>();
        LongPredicate keep = offset -> {
            offsets.add(offset);
            return offsets.size() < atMost;
        };
        int codes = wanted.codes();
        Iterator<AttemptSegment> newestFirst = segmentsOf(partition).descendingIterator();
        boolean more = codes != 0;
        while (more && newestFirst.hasNext()) {
            AttemptSegment segment = newestFirst.next();
            more = !wanted.mayBeIn(segment) || segment.find(wanted.streamId().hashCode(), before, codes, keep);
        }
        return offsets;
    }

    /** The partitions that it knows. */
    synchronized List<Integer> partitions() {
        return List.copyOf(partitions.keySet());
    }

    /** The offset from which on it has all of a partition. */
    synchronized long firstOf(int partition) {
        return segmentsOf(partition).getFirst().first();
    }

    /** When the earliest indexed attempt of a partition started; null when there is none. */
    synchronized @Nullable Instant oldestOf(int partition) {
        return segmentsOf(partition).stream()
                .filter(segment -> segment.size() > 0)
                .findFirst()
                .map(segment -> Instant.ofEpochMilli(segment.oldestMs()))
                .orElse(null);
    }

    /** The number of indexed attempts. */
    synchronized long size() {
        return size;
    }

    /** Adds an attempt to a segment for {@link #prepend}. */
    static void add(AttemptSegment segment, long offset, DeliveryAttempt attempt) {
        segment.add(
                offset,
                attempt.streamId().hashCode(),
                code(attempt),
                attempt.startedAt().toEpochMilli());
    }

    // drop the segment that ended longest ago
    private void dropOldest() {
        while (size > most) {
            ArrayDeque<AttemptSegment> of = null;
            for (ArrayDeque<AttemptSegment> segments : partitions.values()) {
                boolean older = of == null
                        || segments.getFirst().newestMs() < of.getFirst().newestMs();
                of = segments.size() > 1 && older ? segments : of;
            }
            if (of == null) {
                return;
            }
            size -= of.removeFirst().size();
        }
    }

    private ArrayDeque<AttemptSegment> segmentsOf(int partition) {
        ArrayDeque<AttemptSegment> segments = partitions.get(partition);
        if (segments == null) {
            throw new IllegalArgumentException("partition " + partition + " was not begun");
        }
        return segments;
    }

    private static int code(DeliveryAttempt attempt) {
        return code(attempt.recordKind(), attempt.outcome());
    }

    private static int code(RecordKind kind, DeliveryAttempt.Outcome outcome) {
        int ofOutcome = switch (outcome) {
            case DELIVERED -> 0;
            case TRY_AGAIN -> 1;
            case CONTENT_REFUSED -> 2;
            case CONFIGURATION_BROKEN -> 3;
        };
        return kind.code() * OUTCOMES + ofOutcome;
    }
}
