package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Trial;
import io.datastreamer.job.deliver.status.Tally;
import java.time.Instant;
import java.util.Arrays;

/**
 * The search for documents that a receiver refuses for their content: what belongs to it, what its next step is, and what
 * is given up. Nothing is given up unless the receiver takes something beside it, and refuses it then, too.
 */
final class Refusals {
    /** Why most documents are given up. */
    static final String REFUSES = "its receiver refuses it";

    private final Host host;
    private final Departures departures;
    private final Tally tally;
    private final int bisectAfter;

    Refusals(Host host, Departures departures, Tally tally, int bisectAfter) {
        this.host = host;
        this.departures = departures;
        this.tally = tally;
        this.bisectAfter = bisectAfter;
    }

    /** What a search does next. */
    enum Next {
        /** The search is over: it can be decided. */
        DECIDE,
        /** The search waits for a request that is under way. */
        AWAIT,
        /** It sends the next part. */
        TRY_NEXT,
        /** It has shown that the suspect is at fault. */
        GIVE_UP,
        /** The receiver takes nothing. */
        HOLD_ALL,
        /** There is nothing to show whose fault it is. */
        HOLD
    }

    /** Whether the content may be at fault. Objects are named as a whole, so that no half of one can be sent. */
    boolean isRefusal(Lane lane, Outcome outcome) {
        if (lane.stream().client().objectNames() != null) {
            return false;
        }
        return outcome.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED
                || (outcome.isServerError() && countsErrors(lane));
    }

    private boolean countsErrors(Lane lane) {
        Trial trial = lane.trial();
        return trial == null ? lane.health().serverErrors() > bisectAfter : trial.countsErrors();
    }

    /** A request was refused: a batch is sent in halves, a document alone is a suspect. */
    void refused(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        Trial trial = lane.trial();
        if (trial == null) {
            trial = new Trial(departures.lastSequence(), countsErrors(lane));
            lane.trial(trial);
        }
        if (!flight.isLone()) {
            round.mark(flight.slots(), State.OPEN);
            trial.split(flight);
        } else {
            round.suspect(flight.slots().get(0), outcome.remoteStatus());
        }
    }

    /** The receiver has taken something. */
    void taken(Flight flight, Round round) {
        Trial trial = flight.lane().trial();
        if (trial != null && trial.covers(flight)) {
            boolean isFirst = !trial.hasDelivered();
            trial.foundDelivered(flight);
            if (isFirst) {
                // what refused them may have been down until now
                trial.confirm(round.change(State.SUSPECT, State.OPEN));
            } else {
                giveUpSuspects(flight.lane(), round);
            }
        }
    }

    /** The suspects are at fault. */
    void giveUpSuspects(Lane lane, Round round) {
        for (Slot suspect : round.change(State.SUSPECT, State.REFUSED)) {
            giveUp(suspect, lane, round, suspect.refusedWith());
            lane.patience(0);
            Trial trial = lane.trial();
            if (trial != null) {
                trial.foundRefused();
            }
        }
    }

    /** A document is given up, and goes where rejected ones go. */
    void giveUp(Slot slot, Lane lane, Round round, int remoteStatus) {
        round.mark(slot, State.REFUSED);
        tell(slot.entry(), lane, remoteStatus, REFUSES);
    }

    /** Tells that a document is given up. */
    void tell(Entry entry, Lane lane, int remoteStatus, String why) {
        tally.refused(lane.apiType());
        Batch.Item item = entry.item();
        host.emit(new Rejected(
                "deliver",
                "document " + item.id() + ": " + why + ", and takes others",
                lane.stream().journalKey(),
                entry.segment() + "." + entry.ordinal(),
                Arrays.copyOfRange(item.buffer(), item.offset(), item.offset() + item.length()),
                lane.stream().id(),
                remoteStatus,
                Instant.ofEpochMilli(host.now())));
    }

    /**
     * The next step of the search that the lane is in.
     *
     * @param hasUntried whether there is something that it has not tried
     */
    static Next next(Lane lane, Round round, boolean hasUntried) {
        Trial trial = trialOf(lane);
        int suspects = round.count(State.SUSPECT);
        boolean isSingle = lane.stream().client().limits().maxRecords() == 1;
        if (suspects == 0 && isSingle && !trial.isConfirming(round)) {
            lane.trial(null);
            return Next.DECIDE;
        }
        if (lane.inFlight() > 0) {
            return Next.AWAIT;
        }
        if (suspects > lane.patienceOr(trial.firstPatience())) {
            return Next.HOLD_ALL;
        }
        if (hasUntried) {
            return Next.TRY_NEXT;
        }
        boolean isShown = trial.hasDelivered() && (suspects == 1 || trial.hasConfirmed(round));
        return isShown ? Next.GIVE_UP : Next.HOLD;
    }

    /** The receiver takes nothing: the next search of the same batch bears more suspects. */
    static void growPatience(Lane lane) {
        Trial trial = trialOf(lane);
        lane.patience(Math.min(trial.mostPatience(), 2 * lane.patienceOr(trial.firstPatience())));
    }

    private static Trial trialOf(Lane lane) {
        Trial trial = lane.trial();
        if (trial == null) {
            throw new IllegalStateException("no search is under way: " + lane.name());
        }
        return trial;
    }

    /** The search is over: what it suspected is open again. */
    static void end(Lane lane, Round round) {
        round.change(State.SUSPECT, State.OPEN);
        lane.trial(null);
    }
}
