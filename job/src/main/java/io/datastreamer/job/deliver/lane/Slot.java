package io.datastreamer.job.deliver.lane;

import io.datastreamer.job.deliver.journal.Entry;

/** An entry that a lane is delivering, and its state. */
public final class Slot {
    /** The state of an entry. */
    public enum State {
        /** To be sent. */
        OPEN,
        /** On its way. */
        SENT,
        /** Refused alone, while nothing says yet that it is this entry's fault. */
        SUSPECT,
        /** The receiver has it. */
        DELIVERED,
        /** The receiver refuses its content, and takes others. */
        REFUSED,
        /** Waits apart; the cursor passes it. */
        APART;

        /** Whether the cursor may pass it. */
        boolean isPassed() {
            return this == DELIVERED || this == REFUSED || this == APART;
        }
    }

    private final Entry entry;
    private State state;
    private int refusedWith;

    public Slot(Entry entry, State state) {
        this.entry = entry;
        this.state = state;
    }

    public Entry entry() {
        return entry;
    }

    public State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }

    void refusedWith(int remoteStatus) {
        refusedWith = remoteStatus;
    }

    /** The HTTP status with which a suspect was refused. */
    public int refusedWith() {
        return refusedWith;
    }
}
