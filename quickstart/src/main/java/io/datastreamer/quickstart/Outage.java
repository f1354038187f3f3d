package io.datastreamer.quickstart;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the dying receiver is away: once in every period, a quarter into it, for a quarter of it.
 *
 * @param period the period; a run of limited length has one
 */
record Outage(Duration period) {
    private static final Duration BY_DEFAULT = Duration.ofSeconds(80);

    /** For a run of this length; null for one without end. */
    static Outage of(@Nullable Duration run) {
        return new Outage(run == null ? BY_DEFAULT : run);
    }

    /** Whether the receiver is away this long after the first document. */
    boolean isAway(Duration sinceFirst) {
        long at = sinceFirst.toMillis() % period.toMillis();
        long quarter = period.toMillis() / 4;
        return at >= quarter && at < 2 * quarter;
    }
}
