package io.datastreamer.job.deliver.lane;

import java.util.HashSet;
import java.util.Set;

/**
 * A document that failed alone, in a way that does not say whose fault it is. Others are sent beside it, one at a time and
 * none of its SIM, to tell a document from an outage: after each of its failures another one has to be taken.
 */
public final class Loner {
    /** It has to fail so often before it may wait apart. */
    private static final int FAILURES = 3;
    /** Failures in a row after which others are sent beside it. */
    private static final int PATIENCE = 2;
    /** With so many others that failed as well, those that were tried first are tried again. */
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

    /** An entry that is about to fail alone for the first time. */
    public Loner(Slot slot) {
        this.number = slot.entry().number();
        this.simKey = slot.entry().item().simKey();
    }

    /** One that comes before it has failed alone as well: that one is it now, since it has its turn first. */
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

    /** It failed alone once more. */
    public void failed() {
        failures++;
        takenSince = false;
        isLeftOut = failures >= PATIENCE;
    }

    /** Another one was taken. */
    public void otherTaken() {
        isLeftOut = false;
        isAlone = false;
        if (!takenSince) {
            takenSince = true;
            proofs++;
        }
    }

    /** Another one failed, too: it may be the receiver, or that one as well. The next time it is yet another one. */
    public void otherFailed(Slot other) {
        noneTaken();
        if (otherNumbers.size() == MOST_OTHERS) {
            forgetOthers();
        }
        otherNumbers.add(other.entry().number());
        otherSims.add(other.entry().item().simKey());
    }

    /** The receiver takes none for now, whichever it is: its turn again. The next time it is the same other one. */
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
     * There was no other one to send: its turn again.
     *
     * @param ofItsSim whether there were documents of its SIM
     */
    public void noOther(boolean ofItsSim) {
        isLeftOut = false;
        ahead = Math.min(MOST_AHEAD, 2 * ahead);
        isAlone = ofItsSim && !isAlone && otherNumbers.isEmpty();
        forgetOthers();
    }

    /** It did not fail at once: documents of its SIM wait with it. */
    public void failedSlowly() {
        isAlone = false;
    }

    /**
     * Whether there are only documents of its SIM beside it. One of them may go only at once after it failed at once:
     * later, an outage may have ended meanwhile, and it would overtake.
     */
    public boolean isAlone() {
        return isAlone;
    }

    /** So many entries are to be at hand, to find others among them. */
    public int ahead() {
        return ahead;
    }

    /** Whether the next request is one of others. */
    public boolean isLeftOut() {
        return isLeftOut;
    }

    /** Whether an entry is none that may show whose fault it is. */
    public boolean hides(Slot slot) {
        String sim = slot.entry().item().simKey();
        boolean ofItsSim = !sim.isEmpty() && (sim.equals(simKey) || otherSims.contains(sim));
        return is(slot) || otherNumbers.contains(slot.entry().number()) || (ofItsSim && !isAlone);
    }

    /** Whether it is the document: it failed between two others that were taken. */
    public boolean isAtFault() {
        return failures >= FAILURES && proofs >= 2 && takenSince;
    }
}
