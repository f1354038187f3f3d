package io.datastreamer.job.deliver;

import java.util.HashMap;
import java.util.Map;

/**
 * How much may be in flight at once. Lanes that are not in good standing (never delivered yet, failed or slow last time)
 * share a quarter of the requests and of the bytes, so that they cannot take the place of the others. One receiver has a
 * quarter of either share at most, however many streams go there.
 */
final class Budget {
    private static final int PART = 4;

    private final Share all;
    private final Share doubtful;

    Budget(int maxRequests, long maxBytes) {
        this.all = new Share(maxRequests, maxBytes);
        this.doubtful = new Share(Math.max(1, maxRequests / PART), Math.max(1, maxBytes / PART));
    }

    /** Whether one more may start, however large: a batch is never too large for an empty share. */
    boolean allows(boolean inDoubt) {
        return all.hasRoom() && (!inDoubt || doubtful.hasRoom());
    }

    /** Whether one more may start to this receiver, as far as its part goes. */
    boolean allows(boolean inDoubt, String receiver) {
        return all.hasRoomFor(receiver) && (!inDoubt || doubtful.hasRoomFor(receiver));
    }

    void take(Flight flight) {
        all.take(flight);
        if (flight.inDoubt()) {
            doubtful.take(flight);
        }
    }

    void giveBack(Flight flight) {
        all.giveBack(flight);
        if (flight.inDoubt()) {
            doubtful.giveBack(flight);
        }
    }

    int requests() {
        return all.requests;
    }

    long bytes() {
        return all.bytes;
    }

    private static final class Share {
        private final int maxRequests;
        private final long maxBytes;
        private final int maxOfReceiver;
        private final Map<String, Integer> byReceiver = new HashMap<>();
        private int requests;
        private long bytes;

        Share(int maxRequests, long maxBytes) {
            this.maxRequests = maxRequests;
            this.maxBytes = maxBytes;
            this.maxOfReceiver = Math.max(1, maxRequests / PART);
        }

        boolean hasRoom() {
            return requests < maxRequests && bytes < maxBytes;
        }

        boolean hasRoomFor(String receiver) {
            return byReceiver.getOrDefault(receiver, 0) < maxOfReceiver;
        }

        void take(Flight flight) {
            requests++;
            bytes += flight.bytes();
            byReceiver.merge(flight.receiver(), 1, Integer::sum);
        }

        void giveBack(Flight flight) {
            requests--;
            bytes -= flight.bytes();
            byReceiver.computeIfPresent(flight.receiver(), (receiver, count) -> count == 1 ? null : count - 1);
        }
    }
}
