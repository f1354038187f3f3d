package io.datastreamer.job.deliver;

/**
 * How much may be in flight at once. Lanes that are not in good standing (never delivered yet, failed or slow last time)
 * share a quarter of the requests and of the bytes, so that they cannot take the place of the others.
 */
final class Budget {
    private final int maxRequests;
    private final int maxDoubtful;
    private final long maxBytes;
    private final long maxDoubtfulBytes;

    private int requests;
    private int doubtful;
    private long bytes;
    private long doubtfulBytes;

    Budget(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxDoubtful = Math.max(1, maxRequests / 4);
        this.maxBytes = maxBytes;
        this.maxDoubtfulBytes = Math.max(1, maxBytes / 4);
    }

    /** Whether one more may start, however large: a batch is never too large for an empty share. */
    boolean allows(boolean inDoubt) {
        return requests < maxRequests
                && bytes < maxBytes
                && (!inDoubt || (doubtful < maxDoubtful && doubtfulBytes < maxDoubtfulBytes));
    }

    void take(Flight flight) {
        requests++;
        bytes += flight.bytes();
        if (flight.inDoubt()) {
            doubtful++;
            doubtfulBytes += flight.bytes();
        }
    }

    void giveBack(Flight flight) {
        requests--;
        bytes -= flight.bytes();
        if (flight.inDoubt()) {
            doubtful--;
            doubtfulBytes -= flight.bytes();
        }
    }

    int requests() {
        return requests;
    }

    long bytes() {
        return bytes;
    }
}
