package io.datastreamer.job.deliver.time;

/**
 * Spaces out requests that are not full, so that their number does not grow with the load: a request costs about as
 * much with one document as with a hundred.
 *
 * <p>Each request has a place in time. While documents come more slowly than the wanted rate of requests, that is now.
 * When they come faster, lanes wait for the next free place, one after the other, and gather documents meanwhile, for a
 * second at most. The more documents come, the farther apart the places are, by the square root of the documents' rate:
 * a cost that is hardly noticed under little load would take a part of the processors under a high one.
 */
public final class Pace {
    /** Longest wait of a lane for its place; if more lanes than that wait, they exceed the rate. */
    static final long LONGEST_NANOS = 1_000_000_000;
    /** Places that were not used for this long may be used at once. */
    private static final long BURST_NANOS = 50_000_000;
    /** Future places are handed out in groups of this length, so that one wake-up serves several lanes. */
    private static final long GROUP_NANOS = 5_000_000;
    /** How often the rate of documents is measured. */
    private static final long WINDOW_NANOS = 100_000_000;
    /** Weight of the newest window. */
    private static final double WEIGHT = 0.3;

    private final double intervalNanos;
    private long windowStart;
    private long inWindow;
    private double documentsPerNano;
    /** How far apart places are now. */
    private long apartNanos;
    /** Where the next free place is. */
    private long nextFree;

    /**
     * Creates a pace without load.
     *
     * @param nanos now, on a monotonic clock
     */
    public Pace(int requestsPerSecond, long nanos) {
        this.intervalNanos = 1e9 / requestsPerSecond;
        this.windowStart = nanos;
        this.nextFree = nanos - BURST_NANOS;
        setApart();
    }

    /** Adds documents that have come since the last call. */
    public void documentsCame(long documents, long nanos) {
        inWindow += documents;
        long elapsed = nanos - windowStart;
        if (elapsed >= WINDOW_NANOS) {
            // several windows may have passed since the last document
            double keep = Math.pow(1 - WEIGHT, (double) elapsed / WINDOW_NANOS);
            documentsPerNano = keep * documentsPerNano + (1 - keep) * inWindow / elapsed;
            windowStart = nanos;
            inWindow = 0;
            setApart();
        }
    }

    private void setApart() {
        double load = Math.max(1, documentsPerNano * intervalNanos);
        apartNanos = Math.max(1, Math.round(Math.sqrt(load) * intervalNanos));
    }

    /**
     * Takes the next free place.
     *
     * @param nanos now, on a monotonic clock
     * @return when the request may leave: now, or later
     */
    public long next(long nanos) {
        long latest = nanos + LONGEST_NANOS;
        long place = Math.min(Math.max(nextFree, nanos - BURST_NANOS), latest);
        nextFree = place + apartNanos;
        if (place <= nanos) {
            return nanos;
        }
        return Math.min(Math.floorDiv(place + GROUP_NANOS - 1, GROUP_NANOS) * GROUP_NANOS, latest);
    }
}
