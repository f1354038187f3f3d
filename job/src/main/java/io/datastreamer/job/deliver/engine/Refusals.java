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
 * Searches for documents that a receiver refuses for their content: decides which outcomes belong to a search, what its
 * next step is, and which documents are given up. A document is given up only if the receiver takes others and still
 * refuses it.
 */
final class Refusals {
    /** The usual reason for giving a document up. */
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
        /** Nothing: the search is over, and the lane can be decided on. */
        DECIDE,
        /** It waits for a request that is under way. */
        AWAIT,
        /** It sends the next part. */
        TRY_NEXT,
        /** It gives the suspects up, which are shown to be at fault. */
        GIVE_UP,
        /** It gives nothing up, since the receiver takes nothing. */
        HOLD_ALL,
        /** It gives nothing up, since nothing shows whose fault it is. */
        HOLD
    }

    /** Whether the content may be at fault. Never for named objects, since half of one cannot be sent. */
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

    /** Takes a refusal: a batch is sent in halves, a document alone becomes a suspect. */
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

    /** Notes that the receiver has taken something. */
    void taken(Flight flight, Round round) {
        Trial trial = flight.lane().trial();
        if (trial != null && trial.covers(flight)) {
            boolean isFirst = !trial.hasDelivered();
            trial.foundDelivered(flight);
            if (isFirst) {
                // the server that refused them may have been down until now
                trial.confirm(round.change(State.SUSPECT, State.OPEN));
            } else {
                giveUpSuspects(flight.lane(), round);
            }
        }
    }

    /** Gives up the suspects, which are at fault. */
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

    /** Gives a document up: it goes to the rejected ones. */
    void giveUp(Slot slot, Lane lane, Round round, int remoteStatus) {
        round.mark(slot, State.REFUSED);
        tell(slot.entry(), lane, remoteStatus, REFUSES);
    }

    /** Reports that a document is given up. */
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
     * Decides the next step of the lane's search.
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

    /** Lets the next search of the same batch tolerate more suspects, since the receiver takes nothing. */
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

    /** Ends the search: its suspects are open again. */
    static void end(Lane lane, Round round) {
        round.change(State.SUSPECT, State.OPEN);
        lane.trial(null);
    }
}
