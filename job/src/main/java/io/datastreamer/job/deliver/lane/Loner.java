package io.datastreamer.job.deliver.lane;

import java.util.HashSet;
import java.util.Set;

/**
 * A document that failed alone, without a sign of whose fault that is. To tell a bad document from an outage, others
 * are sent beside it, one at a time and none of its SIM: after each of its failures another one has to be taken.
 */
public final class Loner {
    /** It may wait apart only after this many failures. */
    private static final int FAILURES = 3;
    /** Others are sent beside it after this many failures in a row. */
    private static final int PATIENCE = 2;
    /** If this many others failed as well, those that were tried first are tried again. */
    private static final int MOST_OTHERS = 64;

    private static final int FIRST_AHEAD = 16;
    private static final int MOST_AHEAD = 256;

    private final long number;
    private final String simKey;
    /** Others that failed as well. */
    private final Set<Long> otherNumbers = new HashSet<>();

    private final Set<String> otherSims = new HashSet<>();
    private int failures;
    private int proofs;
    private int ahead = FIRST_AHEAD;
    private boolean isLeftOut;
    private boolean isAlone;
    private boolean takenSince;

    /** Creates it for an entry that is about to fail alone for the first time. */
    public Loner(Slot slot) {
        this.number = slot.entry().number();
        this.simKey = slot.entry().item().simKey();
    }

    /** Puts an earlier entry, which has failed alone as well, in its place, because that one has its turn first. */
    public Loner giveWayTo(Slot earlier) {
        Loner first = new Loner(earlier);
        first.otherNumbers.add(number);
        first.otherSims.add(simKey);
        return first;
    }

    /** Whether an entry comes before it. */
    public boolean isBehind(Slot slot) {
        return slot.entry().number() < number;
    }

    /** Whether it is this entry. */
    public boolean is(Slot slot) {
        return slot.entry().number() == number;
    }

    /** Whether the cursor has passed it. */
    public boolean isBefore(long cursor) {
        return number < cursor;
    }

    /** Notes that it failed alone once more. */
    public void failed() {
        failures++;
        takenSince = false;
        isLeftOut = failures >= PATIENCE;
    }

    /** Notes that another document was taken. */
    public void otherTaken() {
        isLeftOut = false;
        isAlone = false;
        if (!takenSince) {
            takenSince = true;
            proofs++;
        }
    }

    /**
     * Notes that another document failed as well: it may be the receiver, or that document. The next try is yet another
     * one.
     */
    public void otherFailed(Slot other) {
        noneTaken();
        if (otherNumbers.size() == MOST_OTHERS) {
            forgetOthers();
        }
        otherNumbers.add(other.entry().number());
        otherSims.add(other.entry().item().simKey());
    }

    /**
     * Notes that the receiver takes none for now, so that it is this document's turn again. The next other one is the
     * same as now.
     */
    public void noneTaken() {
        isLeftOut = false;
        isAlone = false;
        takenSince = false;
        proofs = 0;
    }

    private void forgetOthers() {
        otherNumbers.clear();
        otherSims.clear();
    }

    /**
     * Notes that there was no other one to send, so that it is this document's turn again.
     *
     * @param ofItsSim whether there were documents of its SIM
     */
    public void noOther(boolean ofItsSim) {
        isLeftOut = false;
        ahead = Math.min(MOST_AHEAD, 2 * ahead);
        isAlone = ofItsSim && !isAlone && otherNumbers.isEmpty();
        forgetOthers();
    }

    /** Notes that it did not fail at once: documents of its SIM wait with it. */
    public void failedSlowly() {
        isAlone = false;
    }

    /**
     * Whether there are only documents of its SIM beside it. One of those may go only immediately after it failed fast:
     * later an outage may have ended meanwhile, and the document would overtake this one.
     */
    public boolean isAlone() {
        return isAlone;
    }

    /** How many entries to have at hand, to find others among them. */
    public int ahead() {
        return ahead;
    }

    /** Whether the next request carries another document. */
    public boolean isLeftOut() {
        return isLeftOut;
    }

    /** Whether an entry cannot show whose fault the failure is. */
    public boolean hides(Slot slot) {
        String sim = slot.entry().item().simKey();
        boolean ofItsSim = !sim.isEmpty() && (sim.equals(simKey) || otherSims.contains(sim));
        return is(slot) || otherNumbers.contains(slot.entry().number()) || (ofItsSim && !isAlone);
    }

    /** Whether the document is at fault: it failed between two others that were taken. */
    public boolean isAtFault() {
        return failures >= FAILURES && proofs >= 2 && takenSince;
    }
}
