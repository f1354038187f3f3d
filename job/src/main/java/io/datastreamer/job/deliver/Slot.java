package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Entry;

/** An entry that a lane is delivering, and how far it has come. */
final class Slot {
    /** How far an entry has come. */
    enum State {
        /** To be sent. */
        OPEN,
        /** On its way. */
        SENT,
        /** Refused alone, while nothing says yet that it is this entry's fault. */
        SUSPECT,
        /** The receiver has it. */
        DELIVERED,
        /** The receiver refuses its content, and takes others. */
        REFUSED;

        boolean isSettled() {
            return this == DELIVERED || this == REFUSED;
        }
    }

    private final Entry entry;
    private State state;
    private int refusedWith;

    Slot(Entry entry, State state) {
        this.entry = entry;
        this.state = state;
    }

    Entry entry() {
        return entry;
    }

    State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }

    /** It was refused alone, with this HTTP status. */
    void suspect(int remoteStatus) {
        state = State.SUSPECT;
        refusedWith = remoteStatus;
    }

    /** The HTTP status that a suspect was refused with. */
    int refusedWith() {
        return refusedWith;
    }
}
