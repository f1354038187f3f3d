package io.datastreamer.job.deliver.lane;

import java.util.List;

/**
 * Sends a batch that gets no answer in smaller parts: after two such failures in a row a part is halved, down to one
 * document. Smaller parts are always safe, since nothing is given up. What comes after tells an outage from a size
 * limit: after an outage parts double again until the batch is done.
 */
public final class Halving {
    /** A part is halved after this many failures in a row. */
    private static final int FAILURES = 2;

    private final Halves halves = new Halves();
    private long first = -1;
    private int documents;
    private int failures;

    /** Creates it for a batch that has not failed yet. */
    public Halving() {}

    /** Sends one document of a batch that failed as a whole and in all its parts, and then parts that double. */
    public static Halving toOne(List<Slot> batch) {
        Halving halving = new Halving();
        List<Slot> part = batch;
        while (part.size() > 1) {
            halving.halves.split(part, new Size(part.size(), 0));
            part = part.subList(0, part.size() / 2);
        }
        halving.foundApart();
        return halving;
    }

    /**
     * Takes a request that got no answer.
     *
     * @param atOnce whether one failure is enough, since the request was larger than what is known to be taken
     * @return what is then known of sizes
     */
    public Intake failed(Flight flight, boolean atOnce, Intake before) {
        long number = flight.slots().get(0).entry().number();
        boolean isSame = number == first && flight.slots().size() == documents;
        failures = isSame ? failures + 1 : 1;
        first = number;
        documents = flight.slots().size();
        if (!flight.isLone() && (atOnce || failures >= FAILURES)) {
            halves.split(flight.slots(), flight.size());
            failures = 0;
            return halves.learntMeanwhile(before, flight.size());
        }
        return before;
    }

    /** Notes an answer: it shows that the size does not cause silence. */
    public void answered() {
        failures = 0;
    }

    /** A part was taken. */
    public void taken(Flight flight) {
        halves.taken(flight.size());
    }

    /** The number below which the entries of the next request must lie. */
    public long bound() {
        return halves.bound();
    }

    /** Drops parts that are done: those that end before the first entry that is still open. */
    public void passTo(long firstOpen) {
        halves.passTo(firstOpen);
    }

    /** Whether the batch is sent in parts. */
    public boolean isInParts() {
        return !halves.isDone();
    }

    /** Notes that a single document caused the failures so far, not their sizes. */
    public void foundApart() {
        halves.forgetSizes();
    }

    /** What is learnt about sizes once all of the batch was taken. */
    public Intake learnt(Intake before) {
        return halves.learnt(before);
    }
}
