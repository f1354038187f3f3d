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
 * Where in the topic each stream's attempts are: the newest ones, up to a number of all streams together. It grows at both
 * ends, with what is told now and with what was there before; what is too much falls off its old end.
 *
 * <p>Thread-safe.
 */
final class AttemptIndex {
    /** Attempts of a segment: six of these arrays fill a region of G1, while larger ones would have regions of their own. */
    static final int SEGMENT = 20_000;

    private static final int OUTCOMES = 4;

    private final int most;
    private final int segmentSize;
    /** Guarded by this: of each partition the segments, oldest first; the last one is open. */
    private final Map<Integer, ArrayDeque<AttemptSegment>> partitions = new TreeMap<>();

    /** Guarded by this: of each partition the offset behind the last one that was added at its new end. */
    private final Map<Integer, Long> ends = new TreeMap<>();

    private long size;

    /**
     * An empty index.
     *
     * @param most how many attempts it has at most, of all streams
     * @param segmentSize how many fall off at once
     */
    AttemptIndex(int most, int segmentSize) {
        this.most = most;
        this.segmentSize = segmentSize;
    }

    /** All of a partition from this offset on will be added. */
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
     * @param end the offset behind it, at which the index begins so far
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

    /** The partition has nothing before this offset any more. */
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

    /** A query: of which stream, of which kind and outcome, how old, and with the document at which place. */
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
     * Offsets in a partition at which there may be what is wanted, newest first: of some, another stream's attempt turns
     * out to be there, or one of another time.
     *
     * @param before only lower offsets
     * @param atMost so many of them
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

    /** From which offset on it has all of a partition. */
    synchronized long firstOf(int partition) {
        return segmentsOf(partition).getFirst().first();
    }

    /** When the earliest attempt of a partition that it has started; null when it has none. */
    synchronized @Nullable Instant oldestOf(int partition) {
        return segmentsOf(partition).stream()
                .filter(segment -> segment.size() > 0)
                .findFirst()
                .map(segment -> Instant.ofEpochMilli(segment.oldestMs()))
                .orElse(null);
    }

    /** How many attempts it has. */
    synchronized long size() {
        return size;
    }

    /** A segment that {@link #prepend} takes: what was told before it goes into it. */
    static void add(AttemptSegment segment, long offset, DeliveryAttempt attempt) {
        segment.add(
                offset,
                attempt.streamId().hashCode(),
                code(attempt),
                attempt.startedAt().toEpochMilli());
    }

    // one of them falls off: that which ended longest ago
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
