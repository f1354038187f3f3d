package io.datastreamer.job.deliver.lane;

import java.util.List;

/**
 * The search for entries whose content the receiver refuses: what was refused is sent again in halves, oldest first,
 * until an entry is refused alone. That entry is only a suspect: when the receiver takes another entry that is sent after
 * it, it is sent once more, and given up when it is refused again. What refused it the first time may have been down, and
 * have come back before the other one. A receiver that takes none refuses everything, and nothing is given up.
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
    private final Halves halves = new Halves();

    private boolean delivered;
    private boolean foundRefused;
    /** Entries before this number are sent once more, as far as they are not settled. */
    private long confirmedTo;

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

    /** A request was refused: the first half of it comes next. */
    public void split(Flight refused) {
        halves.split(refused.slots(), refused.size());
    }

    /** The next request may only hold entries with a smaller number. */
    public long bound() {
        return halves.bound();
    }

    /** Parts that end before the first entry that is still open are done. */
    public void passTo(long firstOpen) {
        halves.passTo(firstOpen);
    }

    /** Something of this trial was delivered. */
    public void foundDelivered(Flight flight) {
        delivered = true;
        halves.taken(flight.size());
    }

    public boolean hasDelivered() {
        return delivered;
    }

    /** These were suspects before anything was delivered: they are sent once more. */
    public void confirm(List<Slot> suspects) {
        suspects.forEach(
                slot -> confirmedTo = Math.max(confirmedTo, slot.entry().number() + 1));
    }

    /** Whether all suspects were refused before and after something was delivered. */
    public boolean hasConfirmed(Round round) {
        return round.all(Slot.State.SUSPECT).stream()
                .allMatch(slot -> slot.entry().number() < confirmedTo);
    }

    /** Whether some of those are still to be sent once more. */
    public boolean isConfirming(Round round) {
        return round.firstOpenNumber() < confirmedTo;
    }

    /** An entry is at fault. */
    public void foundRefused() {
        foundRefused = true;
    }

    /** What is learnt about sizes when all of it is settled: something, where no entry was at fault. */
    public Intake learnt(Intake before) {
        return foundRefused ? before : halves.learnt(before);
    }
}
