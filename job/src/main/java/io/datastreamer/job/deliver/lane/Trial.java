package io.datastreamer.job.deliver.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The search for entries whose content the receiver refuses: what was refused is sent again in halves, oldest first,
 * until an entry is refused alone. That entry is only a suspect: it is given up when the receiver takes another entry
 * that is sent after it. A receiver that takes none refuses everything, and nothing is given up.
 *
 * <p>A trial is one run of requests without waiting between them, so that what one of them shows holds for the others. It
 * ends with the first other failure.
 */
public final class Trial {
    /** Most suspects in a row that any trial bears. */
    public static final int MOST_CONTENT_PATIENCE = 256;

    private static final int CONTENT_PATIENCE = 16;
    // where the receiver does not say that it is the content, it may just be down
    private static final int ERROR_PATIENCE = 1;
    private static final int MOST_ERROR_PATIENCE = 4;

    private final long begunAt;
    private final boolean countsErrors;
    /** Numbers of entries before which a part ends, the smallest first. */
    private final Deque<Long> ends = new ArrayDeque<>();

    private boolean delivered;

    /**
     * Begins.
     *
     * @param begunAt requests with a larger sequence number belong to it
     * @param countsErrors whether server errors brought it about: each further one counts as a refusal, too
     */
    public Trial(long begunAt, boolean countsErrors) {
        this.begunAt = begunAt;
        this.countsErrors = countsErrors;
    }

    public boolean countsErrors() {
        return countsErrors;
    }

    /** Suspects in a row that the first trial of a batch bears. */
    public int firstPatience() {
        return countsErrors ? ERROR_PATIENCE : CONTENT_PATIENCE;
    }

    /** Suspects in a row that any trial bears: with more, the receiver is taken for one that refuses everything. */
    public int mostPatience() {
        return countsErrors ? MOST_ERROR_PATIENCE : MOST_CONTENT_PATIENCE;
    }

    /** Whether the request was sent in this trial, so that its outcome says something. */
    public boolean covers(Flight flight) {
        return flight.sequence() > begunAt;
    }

    /** These were refused together: the first half of them comes next. */
    public void split(List<Slot> refused) {
        ends.push(refused.get(refused.size() / 2).entry().number());
    }

    /** The next request may only hold entries with a smaller number. */
    public long bound() {
        return ends.isEmpty() ? Long.MAX_VALUE : ends.peek();
    }

    /** Parts that end before the first entry that is still open are done. */
    public void passTo(long firstOpen) {
        while (!ends.isEmpty() && ends.peek() <= firstOpen) {
            ends.pop();
        }
    }

    /** Something of this trial was delivered. */
    public void foundDelivered() {
        delivered = true;
    }

    public boolean hasDelivered() {
        return delivered;
    }
}
