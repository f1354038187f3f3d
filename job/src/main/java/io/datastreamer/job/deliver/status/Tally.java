package io.datastreamer.job.deliver.status;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.lane.CountBy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts deliveries since the start, by the kind of place. The engine writes to it per request or piece of work, not
 * per document, except for documents given up. Metrics read it from other threads, which may see a number late.
 */
public final class Tally {
    /** Upper bounds of the buckets of {@link #fasterThan}, in milliseconds. */
    private static final long[] BOUNDS_MS = {5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000};

    private final CountBy<ApiType> delivered = new CountBy<>(ApiType.class);
    private final CountBy<ApiType> refused = new CountBy<>(ApiType.class);
    private final CountBy<ApiType> expired = new CountBy<>(ApiType.class);
    private final CountBy<ApiType> stale = new CountBy<>(ApiType.class);
    private final CountBy<ApiType> millis = new CountBy<>(ApiType.class);
    private final Map<ApiType, CountBy<DeliveryAttempt.Outcome>> ended = new EnumMap<>(ApiType.class);
    /** Requests by the first bound that they do not exceed; the last element counts those that exceed all. */
    private final Map<ApiType, long[]> byDuration = new EnumMap<>(ApiType.class);

    private long appended;

    /** Creates a tally of zeros. */
    public Tally() {
        for (ApiType type : ApiType.values()) {
            ended.put(type, new CountBy<>(DeliveryAttempt.Outcome.class));
            byDuration.put(type, new long[BOUNDS_MS.length + 1]);
        }
    }

    /** Upper bounds of the buckets of {@link #fasterThan}, in milliseconds. */
    public static long[] boundsMillis() {
        return BOUNDS_MS.clone();
    }

    /** Counts documents appended to journals. */
    public void appended(long documents) {
        appended += documents;
    }

    /** Counts documents that were delivered. */
    public void delivered(ApiType to, long documents) {
        delivered.add(to, documents);
    }

    /** Counts a document that was given up. */
    public void refused(ApiType by) {
        refused.add(by, 1);
    }

    /** Counts documents that left the history undelivered. */
    public void expired(ApiType of, long documents) {
        expired.add(of, documents);
    }

    /** Counts documents that were delivered, and dropped by their receiver as too old. */
    public void stale(ApiType by, long documents) {
        stale.add(by, documents);
    }

    /** Counts a request that has ended. */
    public void ended(ApiType at, DeliveryAttempt.Outcome outcome, long durationMs) {
        endedAt(at).add(outcome, 1);
        millis.add(at, durationMs);
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && durationMs > BOUNDS_MS[bucket]) {
            bucket++;
        }
        durations(at)[bucket]++;
    }

    /** Documents appended since the start. */
    public long appendedDocuments() {
        return appended;
    }

    /** Documents delivered to a kind of place. */
    public long deliveredTo(ApiType type) {
        return delivered.of(type);
    }

    /** Documents given up at a kind of place. */
    public long refusedBy(ApiType type) {
        return refused.of(type);
    }

    /** Documents of a kind of place that left the history undelivered. */
    public long expiredOf(ApiType type) {
        return expired.of(type);
    }

    /** Documents that a kind of place dropped as too old. */
    public long staleBy(ApiType type) {
        return stale.of(type);
    }

    /** Requests to a kind of place that ended with an outcome. */
    public long endedWith(ApiType type, DeliveryAttempt.Outcome outcome) {
        return endedAt(type).of(outcome);
    }

    /** How long all requests to a kind of place took together, in milliseconds. */
    public long millis(ApiType type) {
        return millis.of(type);
    }

    /**
     * How many requests took no longer than a bound.
     *
     * @param bound index of the bound; the number of bounds stands for all requests
     */
    public long fasterThan(ApiType type, int bound) {
        long sum = 0;
        for (int bucket = 0; bucket <= bound; bucket++) {
            sum += durations(type)[bucket];
        }
        return sum;
    }

    private CountBy<DeliveryAttempt.Outcome> endedAt(ApiType type) {
        return Objects.requireNonNull(ended.get(type));
    }

    private long[] durations(ApiType type) {
        return Objects.requireNonNull(byDuration.get(type));
    }
}
