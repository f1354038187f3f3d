package io.datastreamer.job.deliver;

/**
 * When requests that are not full may leave, so that their number does not grow with the load: a request costs about as
 * much with one document as with a hundred.
 *
 * <p>Each request has a place in time. While documents come more slowly than the wanted rate of requests, that is now.
 * When they come faster, lanes wait for the next free place, one behind the other, and gather documents meanwhile, for
 * {@link #LONGEST_MS} at most. The places are the farther apart the more documents come, by the root of their rate:
 * what a little load hardly notices would be a part of the processors under a high one.
 */
final class Pace {
    /** How long a lane waits for its place at most, in milliseconds; more lanes than that exceed the rate. */
    static final long LONGEST_MS = 1_000;
    /** Places that were not used for this long may be used at once. */
    private static final long BURST_MS = 50;
    /** Places in the future are handed out in groups of this long, so that one waking serves several lanes. */
    private static final long GROUP_MS = 5;
    /** How often the rate of documents is measured. */
    private static final long WINDOW_MS = 100;
    /** Weight of the newest window. */
    private static final double WEIGHT = 0.3;

    private final double requestsPerMs;
    private long windowStart;
    private long inWindow;
    private double documentsPerMs;
    private long intervalMicros;
    /** Where the next free place is, microseconds since the epoch. */
    private long nextFreeMicros;

    Pace(int requestsPerSecond, long now) {
        this.requestsPerMs = requestsPerSecond / 1_000.0;
        this.windowStart = now;
        setInterval();
    }

    /** A document has come. */
    void documentCame(long now) {
        inWindow++;
        long elapsed = now - windowStart;
        if (elapsed >= WINDOW_MS) {
            // several windows may have passed since the last document
            double keep = Math.pow(1 - WEIGHT, (double) elapsed / WINDOW_MS);
            documentsPerMs = keep * documentsPerMs + (1 - keep) * inWindow / elapsed;
            windowStart = now;
            inWindow = 0;
            setInterval();
        }
    }

    private void setInterval() {
        double load = Math.max(1, documentsPerMs / requestsPerMs);
        intervalMicros = Math.max(1, Math.round(Math.sqrt(load) * 1_000 / requestsPerMs));
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
