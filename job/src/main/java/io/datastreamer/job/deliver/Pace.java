package io.datastreamer.job.deliver;

/**
 * When requests that are not full may leave, so that their number does not grow with the load for ever: a request costs
 * about as much with one document as with a hundred.
 *
 * <p>Each request has a place in time. Below the wanted rate that is now; above it lanes wait for the next free place, one
 * behind the other, and gather documents meanwhile, for {@link #LONGEST_MS} at most.
 */
final class Pace {
    /** How long a lane waits for its place at most, in milliseconds; more lanes than that exceed the rate. */
    static final long LONGEST_MS = 1_000;
    /** Places that were not used for this long may be used at once. */
    private static final long BURST_MS = 50;
    /** Places in the future are handed out in groups of this long, so that one waking serves several lanes. */
    private static final long GROUP_MS = 5;

    private final long intervalMicros;
    /** Where the next free place is, microseconds since the epoch. */
    private long nextFreeMicros;

    Pace(int requestsPerSecond) {
        this.intervalMicros = Math.max(1, 1_000_000 / requestsPerSecond);
    }

    /**
     * Takes the next free place.
     *
     * @param now milliseconds since the epoch
     * @return when the request may leave, milliseconds since the epoch: now, or later
     */
    long next(long now) {
        long latest = now + LONGEST_MS;
        long place = Math.min(Math.max(nextFreeMicros, (now - BURST_MS) * 1_000), latest * 1_000);
        nextFreeMicros = place + intervalMicros;
        if (place <= now * 1_000) {
            return now;
        }
        long group = GROUP_MS * 1_000;
        return Math.min((place + group - 1) / group * GROUP_MS, latest);
    }
}
