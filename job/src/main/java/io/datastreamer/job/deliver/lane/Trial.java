package io.datastreamer.job.deliver.lane;

import java.util.List;

/**
 * The search for entries whose content the receiver refuses. What was refused is sent again in halves, oldest first,
 * until an entry is refused alone. That entry is only a suspect: the receiver may have been down when it refused it.
 * When the receiver takes another entry sent after it, the suspect is sent once more, and given up when it is refused
 * again. A receiver that takes nothing refuses everything, and nothing is given up.
 *
 * <p>A trial is one run of requests without waiting between them, so that what one of them shows holds for the others.
 * It ends with the first other failure.
 */
public final class Trial {
    /** Most suspects in a row that any trial tolerates. */
    public static final int MOST_CONTENT_PATIENCE = 256;

    private static final int CONTENT_PATIENCE = 16;
    // if the receiver does not say that it is the content, it may just be down
    private static final int ERROR_PATIENCE = 1;
    private static final int MOST_ERROR_PATIENCE = 4;

    private final long begunAt;
    private final boolean countsErrors;
    private final Halves halves = new Halves();

    private boolean delivered;
    private boolean foundRefused;
    /** Entries below this number are sent once more, unless they are settled. */
    private long confirmedTo;

    /**
     * Begins a trial.
     *
     * @param begunAt requests with a larger sequence number belong to it
     * @param countsErrors whether server errors caused it: then each further one counts as a refusal
     */
    public Trial(long begunAt, boolean countsErrors) {
        this.begunAt = begunAt;
        this.countsErrors = countsErrors;
    }

    public boolean countsErrors() {
        return countsErrors;
    }

    /** Suspects in a row that the first trial of a batch tolerates. */
    public int firstPatience() {
        return countsErrors ? ERROR_PATIENCE : CONTENT_PATIENCE;
    }

    /** Suspects in a row that any trial tolerates: with more, the receiver counts as one that refuses everything. */
    public int mostPatience() {
        return countsErrors ? MOST_ERROR_PATIENCE : MOST_CONTENT_PATIENCE;
    }

    /** Whether the request was sent in this trial, so that its outcome counts. */
    public boolean covers(Flight flight) {
        return flight.sequence() > begunAt;
    }

    /** Halves a request that was refused: its first half comes next. */
    public void split(Flight refused) {
        halves.split(refused.slots(), refused.size());
    }

    /** The number below which the entries of the next request must lie. */
    public long bound() {
        return halves.bound();
    }

    /** Drops parts that are done: those that end before the first entry that is still open. */
    public void passTo(long firstOpen) {
        halves.passTo(firstOpen);
    }

    /** Notes that something of this trial was delivered. */
    public void foundDelivered(Flight flight) {
        delivered = true;
        halves.taken(flight.size());
    }

    public boolean hasDelivered() {
        return delivered;
    }

    /** Has entries sent once more that were suspects before anything was delivered. */
    public void confirm(List<Slot> suspects) {
        suspects.forEach(
                slot -> confirmedTo = Math.max(confirmedTo, slot.entry().number() + 1));
    }

    /** Whether all suspects were refused both before and after something was delivered. */
    public boolean hasConfirmed(Round round) {
        return round.all(Slot.State.SUSPECT).stream()
                .allMatch(slot -> slot.entry().number() < confirmedTo);
    }

    /** Whether some of them are still to be sent once more. */
    public boolean isConfirming(Round round) {
        return round.firstOpenNumber() < confirmedTo;
    }

    /** Notes that an entry is at fault. */
    public void foundRefused() {
        foundRefused = true;
    }

    /** What is learnt about sizes once everything is settled: nothing if an entry was at fault. */
    public Intake learnt(Intake before) {
        return foundRefused ? before : halves.learnt(before);
    }
}
