package io.datastreamer.job.deliver.time;

import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a lane waits after a failure: doubling from the initial wait to the longest, for ever, with jitter, so that
 * lanes which failed together do not come back together.
 */
public final class Backoff {
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
     * @param outcome the last failure; what it asks to wait is the least
     */
    public long delayMs(int failures, Outcome outcome) {
        long full = outcome.verdict() == DeliveryAttempt.Outcome.CONFIGURATION_BROKEN ? maxMs : doubled(failures);
        long jittered = jittered(full);
        return outcome.retryAfter() == null
                ? jittered
                : Math.max(jittered, outcome.retryAfter().toMillis());
    }

    /** The longest wait, in milliseconds. */
    public long longDelayMs() {
        return jittered(maxMs);
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
