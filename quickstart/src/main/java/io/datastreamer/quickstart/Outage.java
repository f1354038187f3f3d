package io.datastreamer.quickstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the receiver that dies is away: once in every period, a quarter into it, for a quarter of it.
 *
 * @param period a run that ends by itself has one period
 */
record Outage(Duration period) {
    private static final Duration BY_DEFAULT = Duration.ofSeconds(80);

    /** Of a run of this length; of one without end when it is null. */
    static Outage of(@Nullable Duration run) {
        return new Outage(run == null ? BY_DEFAULT : run);
    }

    /** Whether it is away so long after the first document. */
    boolean isAway(Duration sinceFirst) {
        long at = sinceFirst.toMillis() % period.toMillis();
        long quarter = period.toMillis() / 4;
        return at >= quarter && at < 2 * quarter;
    }
}
