package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Standing;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Limits how much may be in flight at once. Each {@link Standing} has a share of the requests and of the bytes. Lanes
 * that may hang, fail or take long have half of the whole together, so that they never take the place of those that
 * deliver quickly, and none of these standings takes the place of another. One receiver has at most a quarter of a
 * share, however many streams go there.
 */
public final class Budget {
    private static final int PARTS = 16;
    private static final int RECEIVERS = 4;

    private final Share all;
    /** The share of all lanes whose next request may hold its place for long. */
    private final Share doubtful;

    private final Map<Standing, Share> shares = new EnumMap<>(Standing.class);
    private long waitingBytes;

    /** Creates a budget of this many requests, and of this many bytes of heap for their documents. */
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

    /** Whether one more request may start, however large: a batch is never too large for an empty share. */
    public boolean allows(Standing standing) {
        return all.hasRoom(waitingBytes) && allowsHeld(standing);
    }

    /**
     * The same for a request whose documents are already at hand, so that it takes no more heap. If such requests had
     * to wait for heap as well, everybody would wait for them, and they for each other.
     */
    public boolean allowsHeld(Standing standing) {
        return all.requests < all.maxRequests
                && share(standing).hasRoom(0)
                && (!isDoubtful(standing) || doubtful.hasRoom(0));
    }

    /** Whether one more request to this receiver may start, by the receiver's part alone. */
    public boolean allows(Standing standing, String receiver) {
        return all.hasRoomFor(receiver) && share(standing).hasRoomFor(receiver);
    }

    /** Takes the place of a request that begins: it leaves, or a lane begins to read for it. */
    public void take(Standing standing, String receiver, long bytes) {
        all.take(receiver, bytes);
        share(standing).take(receiver, bytes);
        if (isDoubtful(standing)) {
            doubtful.take(receiver, bytes);
        }
    }

    /** Gives back what was taken, with the same values. */
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

    /** Changes the heap taken by documents that are at hand and not on their way. */
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

    /** Heap taken by documents that are on their way or at hand, in bytes. */
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

        /** Creates a share of this many of the {@link #PARTS} parts, and at least one request. */
        Share(int allRequests, long allBytes, int parts) {
            this.maxRequests = Math.max(1, allRequests * parts / PARTS);
            this.maxBytes = Math.max(1, allBytes / PARTS * parts);
            this.maxOfReceiver = Math.max(1, maxRequests / RECEIVERS);
        }

        boolean hasRoom(long otherBytes) {
            // with nothing under way, what is at hand would never become less
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
