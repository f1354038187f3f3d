package io.datastreamer.job.deliver;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much may be in flight at once. Lanes in doubt share a quarter of the requests and of the bytes, those that are
 * behind three quarters, so that neither can take the place of those that are current. One receiver has a quarter of a
 * share at most, however many streams go there.
 */
final class Budget {
    private static final int PARTS = 4;

    private final Share all;
    private final Map<Standing, Share> shares = new EnumMap<>(Standing.class);

    Budget(int maxRequests, long maxBytes) {
        this.all = new Share(maxRequests, maxBytes, PARTS);
        for (Standing standing : Standing.values()) {
            int parts = switch (standing) {
                case CURRENT -> PARTS;
                case BEHIND -> 3;
                case IN_DOUBT -> 1;
            };
            shares.put(standing, new Share(maxRequests, maxBytes, parts));
        }
    }

    /** Whether one more may start, however large: a batch is never too large for an empty share. */
    boolean allows(Standing standing) {
        return all.hasRoom() && share(standing).hasRoom();
    }

    /** Whether one more may start to this receiver, as far as its part goes. */
    boolean allows(Standing standing, String receiver) {
        return all.hasRoomFor(receiver) && share(standing).hasRoomFor(receiver);
    }

    void take(Flight flight) {
        all.take(flight);
        share(flight.standing()).take(flight);
    }

    void giveBack(Flight flight) {
        all.giveBack(flight);
        share(flight.standing()).giveBack(flight);
    }

    private Share share(Standing standing) {
        return Objects.requireNonNull(shares.get(standing));
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

        /** So many of the {@link #PARTS} parts of the whole, and one request at least. */
        Share(int allRequests, long allBytes, int parts) {
            this.maxRequests = Math.max(1, allRequests * parts / PARTS);
            this.maxBytes = Math.max(1, allBytes / PARTS * parts);
            this.maxOfReceiver = Math.max(1, maxRequests / PARTS);
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
