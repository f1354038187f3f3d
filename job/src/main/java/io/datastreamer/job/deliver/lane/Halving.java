package io.datastreamer.job.deliver.lane;

import java.util.List;

/**
 * A batch that gets no answer goes in smaller parts: after two such failures in a row of the same part it is halved, down
 * to one document. Smaller is always safe: nothing is given up by it. An outage is told from a limit by what comes after:
 * behind an outage parts double again until the batch is done.
 */
public final class Halving {
    /** So many failures in a row halve a part. */
    private static final int FAILURES = 2;

    private final Halves halves = new Halves();
    private long first = -1;
    private int documents;
    private int failures;

    /** A batch of which nothing has failed yet. */
    public Halving() {}

    /** Asks for one document of a batch that failed as a whole and in all its parts, and for doubling ones behind it. */
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
     * A request got no answer.
     *
     * @param atOnce whether one failure is enough, since it was larger than what is known to be taken
     * @return what is known of sizes then
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

    /** There was an answer, which says that the size is no reason for silence. */
    public void answered() {
        failures = 0;
    }

    /** A part was taken. */
    public void taken(Flight flight) {
        halves.taken(flight.size());
    }

    /** The next request may only hold entries with a smaller number. */
    public long bound() {
        return halves.bound();
    }

    /** Parts that end before the first entry that is still open are done. */
    public void passTo(long firstOpen) {
        halves.passTo(firstOpen);
    }

    /** Whether the batch goes in parts. */
    public boolean isInParts() {
        return !halves.isDone();
    }

    /** It was a document: sizes had nothing to do with what failed up to now. */
    public void foundApart() {
        halves.forgetSizes();
    }

    /** What is learnt about sizes when all of it was taken. */
    public Intake learnt(Intake before) {
        return halves.learnt(before);
    }
}
