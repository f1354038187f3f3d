package io.datastreamer.job.deliver;

/**
 * How much may be in flight at once. Lanes that are not in good standing (never delivered yet, failed or slow last time)
 * share a quarter of the requests, so that they cannot take the place of the others.
 */
final class Budget {
    private final int maxRequests;
    private final int maxDoubtful;
    private final long maxBytes;

    private int requests;
    private int doubtful;
    private long bytes;

    Budget(int maxRequests, long maxBytes) {
        this.maxRequests = maxRequests;
        this.maxDoubtful = Math.max(1, maxRequests / 4);
        this.maxBytes = maxBytes;
    }

    boolean allows(boolean inDoubt) {
        return requests < maxRequests && bytes < maxBytes && (!inDoubt || doubtful < maxDoubtful);
    }

    void take(Flight flight) {
        requests++;
        bytes += flight.bytes();
        if (flight.inDoubt()) {
            doubtful++;
        }
    }

    void giveBack(Flight flight) {
        requests--;
        bytes -= flight.bytes();
        if (flight.inDoubt()) {
            doubtful--;
        }
    }

    int requests() {
        return requests;
    }

    long bytes() {
        return bytes;
    }
}
