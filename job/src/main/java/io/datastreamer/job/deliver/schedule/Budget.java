package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Standing;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much may be in flight at once. Each {@link Standing} has a share of the requests and of the bytes. Those that may
 * hang, fail or take long have half of the whole together, so that they never take the place of those that deliver
 * quickly, and none of them takes the place of another. One receiver has a quarter of a share at most, however many
 * streams go there.
 */
public final class Budget {
    private static final int PARTS = 16;
    private static final int RECEIVERS = 4;

    private final Share all;
    /** Of all whose next request may hold its place for long. */
    private final Share doubtful;

    private final Map<Standing, Share> shares = new EnumMap<>(Standing.class);
    private long waitingBytes;

    /** So many requests, and so many bytes of heap for their documents. */
    public Budget(int maxRequests, long maxBytes) {
        this.all = new Share(maxRequests, maxBytes, PARTS);
        this.doubtful = new Share(maxRequests, maxBytes, PARTS / 2);
        for (Standing standing : Standing.values()) {
            shares.put(standing, new Share(maxRequests, maxBytes, parts(standing)));
        }
    }

    private static int parts(Standing standing) {
        return switch (standing) {
            case CURRENT -> PARTS;
            case BEHIND -> 12;
            case SLOW -> 4;
            case NEW -> 2;
            case FAILED, SILENT -> 1;
        };
    }

    private static boolean isDoubtful(Standing standing) {
        return switch (standing) {
            case CURRENT, BEHIND -> false;
            case SLOW, NEW, FAILED, SILENT -> true;
        };
    }

    /** Whether one more may start, however large: a batch is never too large for an empty share. */
    public boolean allows(Standing standing) {
        return all.hasRoom(waitingBytes) && allowsHeld(standing);
    }

    /**
     * The same for one whose documents are at hand already: they take no more heap on their way. If these had to wait for
     * heap, too, everybody would wait for those who have it, and they for each other.
     */
    public boolean allowsHeld(Standing standing) {
        return all.requests < all.maxRequests
                && share(standing).hasRoom(0)
                && (!isDoubtful(standing) || doubtful.hasRoom(0));
    }

    /** Whether one more may start to this receiver, as far as its part goes. */
    public boolean allows(Standing standing, String receiver) {
        return all.hasRoomFor(receiver) && share(standing).hasRoomFor(receiver);
    }

    /** A request begins: it leaves, or a lane begins to read for it. */
    public void take(Standing standing, String receiver, long bytes) {
        all.take(receiver, bytes);
        share(standing).take(receiver, bytes);
        if (isDoubtful(standing)) {
            doubtful.take(receiver, bytes);
        }
    }

    /** What was taken is given back, with the same values. */
    public void giveBack(Standing standing, String receiver, long bytes) {
        all.giveBack(receiver, bytes);
        share(standing).giveBack(receiver, bytes);
        if (isDoubtful(standing)) {
            doubtful.giveBack(receiver, bytes);
        }
    }

    void take(Flight flight) {
        take(flight.standing(), flight.receiver(), flight.bytes());
    }

    void giveBack(Flight flight) {
        giveBack(flight.standing(), flight.receiver(), flight.bytes());
    }

    /** Documents that are at hand and not on their way take so much more heap, or less. */
    void waiting(long moreBytes) {
        waitingBytes += moreBytes;
    }

    private Share share(Standing standing) {
        return Objects.requireNonNull(shares.get(standing));
    }

    /** Requests that have begun and not ended. */
    public int requests() {
        return all.requests;
    }

    /** Requests of a standing that have begun and not ended. */
    public int requests(Standing standing) {
        return share(standing).requests;
    }

    /** Heap that documents take which are on their way or at hand, in bytes. */
    public long bytes() {
        return all.bytes + waitingBytes;
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
            this.maxOfReceiver = Math.max(1, maxRequests / RECEIVERS);
        }

        boolean hasRoom(long otherBytes) {
            // with nothing under way, what is at hand would never get less
            return requests < maxRequests && (requests == 0 || bytes + otherBytes < maxBytes);
        }

        boolean hasRoomFor(String receiver) {
            return byReceiver.getOrDefault(receiver, 0) < maxOfReceiver;
        }

        void take(String receiver, long more) {
            requests++;
            bytes += more;
            byReceiver.merge(receiver, 1, Integer::sum);
        }

        void giveBack(String receiver, long less) {
            requests--;
            bytes -= less;
            byReceiver.computeIfPresent(receiver, (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
