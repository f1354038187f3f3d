package io.datastreamer.portal.store;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts, for each data stream and hour of the last eight days, what it delivered and failed to deliver, its lag, and
 * how long its receiver took to answer. The numbers come from the attempts and statuses that the portal reads. Takes
 * 400 bytes a stream and day with activity. Thread-safe.
 */
public final class HourCounters {
    /** Most hours that can be requested. */
    public static final int MOST_HOURS = 7 * 24;

    private static final int DAYS = 8;
    private static final int HOURS = 24;
    private static final long HOUR_SECONDS = 3600;
    /** Where the numbers of each kind begin among a day's numbers. */
    private static final int DELIVERED = 0;

    private static final int FAILED = HOURS;
    private static final int LAG = 2 * HOURS;
    /** The number of timed answers in the upper bits, the sum of their milliseconds in the lower ones. */
    private static final int ANSWERS = 3 * HOURS;

    private static final int KINDS = 4;
    private static final int SUM_BITS = 24;
    private static final int MOST_SUM = (1 << SUM_BITS) - 1;
    private static final int MOST_ANSWERS = (1 << (Integer.SIZE - SUM_BITS)) - 1;

    private final Map<String, Days> byStream = new ConcurrentHashMap<>();

    /**
     * An hour of a stream.
     *
     * @param from when it began
     * @param delivered documents that were delivered
     * @param failed attempts that failed
     * @param lagSeconds the largest lag that the job reported; null if it reported none
     * @param answerMillis average duration of successful requests, of those with recorded times: one a minute; null if
     *     there was none
     */
    public record Hour(
            Instant from,
            int delivered,
            int failed,
            @Nullable Integer lagSeconds,
            @Nullable Integer answerMillis) {}

    /** A stream's days; each replaces the day eight days before. */
    private static final class Days {
        private final long[] numbers = new long[DAYS];
        private final int[][] counts = new int[DAYS][];

        private Days() {
            Arrays.fill(numbers, Long.MIN_VALUE);
        }

        /** The counts of a day for writing; null if the day is too old. */
        private int @Nullable [] open(long day) {
            int at = (int) Math.floorMod(day, (long) DAYS);
            if (numbers[at] < day) {
                numbers[at] = day;
                counts[at] = new int[KINDS * HOURS];
            }
            return numbers[at] == day ? counts[at] : null;
        }

        /** The counts of a day; null if nothing is known of it. */
        private int @Nullable [] find(long day) {
            int at = (int) Math.floorMod(day, (long) DAYS);
            return numbers[at] == day ? counts[at] : null;
        }
    }

    /** Counts an attempt, in the hour in which it began. */
    void add(DeliveryAttempt attempt) {
        boolean delivered = attempt.outcome() == DeliveryAttempt.Outcome.DELIVERED;
        change(
                attempt.streamId(),
                attempt.startedAt(),
                delivered ? DELIVERED : FAILED,
                (before, more) -> Math.min(before + more, Integer.MAX_VALUE),
                delivered ? attempt.records() : 1);
        // the attempt's own duration sums up all requests of its second, so use the recorded exchange
        Exchange exchange = attempt.exchange();
        if (delivered && exchange != null) {
            change(
                    attempt.streamId(),
                    attempt.startedAt(),
                    ANSWERS,
                    HourCounters::withAnswer,
                    exchange.timing().end());
        }
    }

    private static long withAnswer(long before, long millis) {
        int packed = (int) before;
        int count = packed >>> SUM_BITS;
        long sum = (packed & MOST_SUM) + millis;
        // a full counter stays as it is: its average remains valid
        return count == MOST_ANSWERS || sum > MOST_SUM ? packed : (count + 1) << SUM_BITS | (int) sum;
    }

    private static @Nullable Integer average(int packed) {
        int count = packed >>> SUM_BITS;
        return count == 0 ? null : Integer.valueOf((packed & MOST_SUM) / count);
    }

    /** Adds the lag in a status. */
    void add(StreamStatus status) {
        // one more than the lag, because 0 means unknown
        change(status.streamId(), status.updatedAt(), LAG, Math::max, Math.min(status.lagSeconds(), 1 << 30) + 1);
    }

    private interface Change {
        long of(long before, long value);
    }

    private void change(String streamId, Instant at, int kind, Change change, long value) {
        long hour = Math.floorDiv(at.getEpochSecond(), HOUR_SECONDS);
        Days days = byStream.computeIfAbsent(streamId, any -> new Days());
        synchronized (days) {
            int[] counts = days.open(Math.floorDiv(hour, HOURS));
            if (counts != null) {
                int place = kind + (int) Math.floorMod(hour, (long) HOURS);
                counts[place] = (int) change.of(counts[place], value);
            }
        }
    }

    /** Removes a stream that is gone. */
    void remove(String streamId) {
        byStream.remove(streamId);
    }

    /**
     * Returns a stream's last hours, oldest first; the last one is not over yet.
     *
     * @param hours how many, up to {@link #MOST_HOURS}
     */
    public List<Hour> of(String streamId, Instant now, int hours) {
        long last = Math.floorDiv(now.getEpochSecond(), HOUR_SECONDS);
        List<Hour> result = new ArrayList<>(hours);
        Days days = byStream.getOrDefault(streamId, new Days());
        synchronized (days) {
            for (long hour = last - hours + 1; hour <= last; hour++) {
                int[] counts = days.find(Math.floorDiv(hour, HOURS));
                int of = (int) Math.floorMod(hour, (long) HOURS);
                int lag = counts == null ? 0 : counts[LAG + of];
                result.add(new Hour(
                        Instant.EPOCH.plus(Duration.ofHours(hour)),
                        counts == null ? 0 : counts[DELIVERED + of],
                        counts == null ? 0 : counts[FAILED + of],
                        lag == 0 ? null : Integer.valueOf(lag - 1),
                        counts == null ? null : average(counts[ANSWERS + of])));
            }
        }
        return result;
    }
}
