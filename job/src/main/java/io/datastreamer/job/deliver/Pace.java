package io.datastreamer.job.deliver;

/**
 * How many documents a request should carry, so that the number of requests does not grow with the load for ever: a
 * request costs as much with one document as with a hundred.
 *
 * <p>While documents come more slowly than the rate of requests that is wanted, each goes at once. Above it, batches
 * gather as many as bring the requests back to that rate, for {@link #LONGEST_MS} at most.
 */
final class Pace {
    /** How long a batch gathers at most, in milliseconds. */
    static final long LONGEST_MS = 1_000;
    /** How often the rate of documents is measured, in milliseconds. */
    private static final long WINDOW_MS = 100;
    /** Weight of the newest window. */
    private static final double WEIGHT = 0.3;

    private final double requestsPerMs;
    private long windowStart;
    private long inWindow;
    private double documentsPerMs;

    Pace(int requestsPerSecond, long now) {
        this.requestsPerMs = requestsPerSecond / 1_000.0;
        this.windowStart = now;
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
        }
    }

    /** Documents that a request should carry at least before {@link #LONGEST_MS} are over; 1 to send at once. */
    long documentsPerRequest() {
        return Math.max(1, (long) (documentsPerMs / requestsPerMs));
    }
}
