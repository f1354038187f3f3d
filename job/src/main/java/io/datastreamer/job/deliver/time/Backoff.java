package io.datastreamer.job.deliver.time;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.time.Duration;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * How long a lane waits after a failure: doubling from the initial wait to the longest, for ever, with jitter, so that
 * lanes that failed together do not come back together. Most outages are short: in the first minutes an attempt is made
 * at least every ten seconds, in the first hours every half minute.
 */
public final class Backoff {
    private static final long MINUTES_MS = 120_000;
    private static final long LONGEST_WITHIN_MINUTES_MS = 10_000;
    private static final long HOURS_MS = 7_200_000;
    private static final long LONGEST_WITHIN_HOURS_MS = 30_000;
    /** A request that holds its place for longer keeps others from it. */
    private static final long LONG_HELD_MS = 2_000;

    /** Statuses that a receiver may return for a moment while its server is being changed: 403, 404, 409, 421. */
    private static final Set<Integer> STRAY = Set.of(403, 404, 409, 421);

    private final long initialMs;
    private final long maxMs;
    private final RandomGenerator random;

    /** Doubles from the initial wait to the longest. */
    public Backoff(Duration initial, Duration max, RandomGenerator random) {
        this.initialMs = initial.toMillis();
        this.maxMs = max.toMillis();
        this.random = random;
    }

    /**
     * The wait before the next attempt, in milliseconds.
     *
     * @param failures how many attempts failed in a row, at least 1
     * @param outcome the last failure; the wait that it asks for is the least
     * @param awayMs for how long attempts have failed
     * @param heldMs for how long the last attempt held its place: the shorter waits are for those that let go soon
     * @param hasDelivered whether the lane has ever delivered: then a broken configuration may be a passing one
     */
    public long delayMs(int failures, Outcome outcome, long awayMs, long heldMs, boolean hasDelivered) {
        long full;
        if (outcome.verdict() != DeliveryAttempt.Outcome.CONFIGURATION_BROKEN) {
            full = Math.min(doubled(failures), heldMs > LONG_HELD_MS ? maxMs : longest(awayMs));
        } else {
            boolean isStray = hasDelivered && outcome.isAnswered() && STRAY.contains(outcome.remoteStatus());
            full = isStray ? doubled(failures) : maxMs;
        }
        long jittered = jittered(full);
        return outcome.retryAfter() == null
                ? jittered
                : Math.max(jittered, outcome.retryAfter().toMillis());
    }

    /** The longest wait, in milliseconds. */
    public long longDelayMs() {
        return jittered(maxMs);
    }

    private long longest(long awayMs) {
        if (awayMs < MINUTES_MS) {
            return Math.min(maxMs, LONGEST_WITHIN_MINUTES_MS);
        }
        return awayMs < HOURS_MS ? Math.min(maxMs, LONGEST_WITHIN_HOURS_MS) : maxMs;
    }

    private long jittered(long full) {
        return full / 2 + (long) (random.nextDouble() * (full - full / 2));
    }

    private long doubled(int failures) {
        // beyond 2^40 any initial wait has long passed the longest one
        long factor = 1L << Math.min(failures - 1, 40);
        return initialMs > maxMs / factor ? maxMs : initialMs * factor;
    }
}
