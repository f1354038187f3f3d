package io.datastreamer.job.deliver;

import io.datastreamer.connectors.Batch;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.deliver.Lane.Phase;
import io.datastreamer.job.deliver.Slot.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What an outcome does to its lane: the cursor moves, the lane waits and tries again, or a {@link Trial} looks for the
 * entry that the receiver refuses. Nothing is given up unless the receiver takes something beside it.
 */
final class Settling {
    private final Host host;
    private final DeliverOptions options;
    private final Journals journals;
    private final DataStreams streams;
    private final Rounds rounds;
    private final Attempts attempts;
    private final StatusBoard statuses;
    private final Backoff backoff;

    Settling(
            Host host,
            DeliverOptions options,
            Journals journals,
            DataStreams streams,
            Rounds rounds,
            Attempts attempts,
            StatusBoard statuses,
            Backoff backoff) {
        this.host = host;
        this.options = options;
        this.journals = journals;
        this.streams = streams;
        this.rounds = rounds;
        this.attempts = attempts;
        this.statuses = statuses;
        this.backoff = backoff;
    }

    /** Takes the outcome of a request that its lane waits for. */
    void settle(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        Round round = lane.openRound();
        lane.landed();
        round.unblock();
        lane.stream().answered(outcome.remoteStatus(), outcome.error());
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            delivered(flight, round, outcome);
        } else if (outcome.parts() != null) {
            partly(flight, round, outcome, outcome.parts());
        } else if (outcome.cause() == Outcome.Cause.NAME_TAKEN) {
            nameTaken(flight, outcome);
        } else if (isRefusal(lane, outcome)) {
            refused(flight, round, outcome);
        } else {
            failed(flight, round, outcome);
        }
        statuses.touch(lane.stream());
    }

    private void delivered(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        long durationMs = durationMs(flight);
        change(flight.slots(), State.DELIVERED);
        lane.wasTaken();
        taken(flight, round, outcome);
        attempts.succeeded(flight, outcome, durationMs);
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            lane.succeeded(durationMs);
            if (lane.trial() != null) {
                lane.refused();
            }
        }
        goOn(lane, outcome);
    }

    /** The receiver has told documents apart: those that it refuses have others beside them that it took. */
    private void partly(Flight flight, Round round, Outcome outcome, Outcome.Parts parts) {
        Lane lane = flight.lane();
        BitSet delivered = parts.delivered();
        BitSet refused = parts.refused();
        boolean someAgain = false;
        for (int i = 0; i < flight.slots().size(); i++) {
            Slot slot = flight.slots().get(i);
            if (delivered.get(i)) {
                slot.state(State.DELIVERED);
            } else if (refused.get(i)) {
                giveUp(slot, lane, outcome.remoteStatus());
            } else {
                slot.state(State.OPEN);
                someAgain = true;
            }
        }
        lane.wasTaken();
        taken(flight, round, outcome);
        if (someAgain) {
            fix(lane, round);
        }
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            // what was taken shows that the place is well: waits do not grow
            lane.succeeded(durationMs(flight));
        }
        if (someAgain) {
            endTrial(lane, round);
            waitAfter(flight, outcome);
        } else {
            attempts.failed(flight, outcome, durationMs(flight), host.now());
            goOn(lane, outcome);
        }
    }

    /** Somebody else's object has the name: the same batch gets another one. */
    private void nameTaken(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        change(flight.slots(), State.OPEN);
        attempts.failed(flight, outcome, durationMs(flight), host.now());
        rounds.fixAgain(lane);
    }

    /** A passing failure, or a configuration that is broken. */
    private void failed(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        if (outcome.isServerError()) {
            lane.serverFailed();
        }
        change(flight.slots(), State.OPEN);
        endTrial(lane, round);
        fix(lane, round);
        waitAfter(flight, outcome);
    }

    /** The next attempts carry the same documents. */
    private void fix(Lane lane, Round round) {
        boolean isBatch = lane.stream().client().limits().maxRecords() > 1;
        if (isBatch && lane.cursor().fixed() == null) {
            streams.store(lane, lane.cursor().fixed(round.next(), ""));
        }
    }

    // requests that were under way together fail together, and make one wait
    private void waitAfter(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        long now = host.now();
        if (lane.phase() == Phase.WAITING) {
            if (outcome.retryAfter() != null) {
                lane.waitUntil(now + outcome.retryAfter().toMillis());
                rounds.readyAt(lane, Phase.WAITING, lane.nextAttemptAt());
            }
        } else {
            long next = now + backoff.delayMs(lane.failures() + 1, outcome);
            lane.failed(next);
            rounds.readyAt(lane, Phase.WAITING, next);
        }
        attempts.failed(flight, outcome, durationMs(flight), lane.nextAttemptAt());
        lane.letGo();
    }

    // ---- refused content

    /** Whether the content may be at fault. Objects are named as a whole, so that no half of one can be sent. */
    private boolean isRefusal(Lane lane, Outcome outcome) {
        if (lane.stream().client().objectNames() != null) {
            return false;
        }
        return outcome.verdict() == DeliveryAttempt.Outcome.CONTENT_REFUSED
                || (outcome.isServerError() && countsErrors(lane));
    }

    private boolean countsErrors(Lane lane) {
        Trial trial = lane.trial();
        return trial == null ? lane.serverErrors() >= options.bisectAfter() : trial.countsErrors();
    }

    private void refused(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        if (lane.phase() == Phase.WAITING) {
            // it will be refused again when the lane goes on
            change(flight.slots(), State.OPEN);
            attempts.failed(flight, outcome, durationMs(flight), lane.nextAttemptAt());
            lane.letGo();
            return;
        }
        fix(lane, round);
        Trial trial = lane.trial();
        if (trial == null) {
            trial = new Trial(rounds.lastSequence(), countsErrors(lane));
            lane.trial(trial);
        }
        if (flight.slots().size() > 1) {
            change(flight.slots(), State.OPEN);
            trial.split(flight.slots());
        } else {
            flight.slots().get(0).suspect(outcome.remoteStatus());
        }
        lane.refused();
        attempts.failed(flight, outcome, durationMs(flight), host.now());
        goOn(lane, outcome);
    }

    /** The receiver has taken something: what it refused before in the same trial is refused for its content. */
    private void taken(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        Trial trial = lane.trial();
        if (trial != null && trial.covers(flight)) {
            trial.foundDelivered();
            giveUpSuspects(lane, round);
        }
        lane.cursor(lane.cursor().accepted(host.now(), outcome.stale()));
    }

    private void giveUpSuspects(Lane lane, Round round) {
        for (Slot suspect : round.change(State.SUSPECT, State.REFUSED)) {
            giveUp(suspect, lane, suspect.refusedWith());
            lane.patience(0);
        }
    }

    private void giveUp(Slot slot, Lane lane, int remoteStatus) {
        slot.state(State.REFUSED);
        Batch.Item item = slot.entry().item();
        host.emit(new Rejected(
                "deliver",
                "document " + item.id() + ": its receiver refuses it, and takes others",
                lane.stream().journalKey(),
                slot.entry().segment() + "." + slot.entry().ordinal(),
                Arrays.copyOfRange(item.buffer(), item.offset(), item.offset() + item.length()),
                lane.stream().id(),
                remoteStatus,
                Instant.ofEpochMilli(host.now())));
    }

    private void goOn(Lane lane, Outcome outcome) {
        if (lane.phase() == Phase.WAITING) {
            lane.letGo();
            return;
        }
        Round round = lane.round();
        Trial trial = lane.trial();
        if (trial == null || round == null) {
            rounds.evaluate(lane, journals.select(lane.stream().journalKey()));
        } else {
            tryOn(lane, round, trial, outcome);
        }
    }

    /** The next step of a trial. */
    private void tryOn(Lane lane, Round round, Trial trial, Outcome outcome) {
        int suspects = round.count(State.SUSPECT);
        boolean isSingle = lane.stream().client().limits().maxRecords() == 1;
        if (suspects == 0 && isSingle) {
            lane.trial(null);
            rounds.evaluate(lane, journals.select(lane.stream().journalKey()));
        } else if (lane.inFlight() > 0) {
            lane.enter(Phase.SENDING);
        } else if (suspects > lane.patienceOr(trial.firstPatience())) {
            hold(lane, round, trial, true, outcome);
        } else if (rounds.hasUntried(lane, round)) {
            rounds.makeReady(lane);
        } else if (suspects == 1 && trial.hasDelivered()) {
            giveUpSuspects(lane, round);
            advance(lane, round);
            goOn(lane, outcome);
        } else {
            hold(lane, round, trial, false, outcome);
        }
    }

    /** There was nothing to send after all. */
    void nothingToSend(Lane lane) {
        Round round = lane.round();
        Trial trial = lane.trial();
        if (lane.inFlight() > 0) {
            lane.enter(Phase.SENDING);
        } else if (trial != null && round != null) {
            hold(lane, round, trial, false, Outcome.contentRefused(lane.stream().remoteStatus(), ""));
        } else {
            if (round != null) {
                // what was left of the batch has expired, and the rest of it was settled before
                advance(lane, round);
            }
            rounds.evaluate(lane, journals.select(lane.stream().journalKey()));
        }
    }

    /**
     * Gives nothing up, and tries all of it again later.
     *
     * @param refusesAll whether there was enough to take beside what was refused; otherwise what comes meanwhile may show
     *     more
     */
    private void hold(Lane lane, Round round, Trial trial, boolean refusesAll, Outcome outcome) {
        endTrial(lane, round);
        long wait;
        if (refusesAll) {
            lane.patience(Math.min(trial.mostPatience(), 2 * lane.patienceOr(trial.firstPatience())));
            wait = backoff.longDelayMs();
        } else {
            streams.store(lane, lane.cursor().unfixed());
            wait = backoff.delayMs(Math.max(1, lane.failures()), outcome);
        }
        long next = host.now() + wait;
        lane.failed(next);
        rounds.readyAt(lane, Phase.WAITING, next);
        lane.letGo();
    }

    private static void endTrial(Lane lane, Round round) {
        round.change(State.SUSPECT, State.OPEN);
        lane.trial(null);
    }

    // ----

    private void advance(Lane lane, Round round) {
        Round.Progress progress = round.advance();
        if (progress.delivered() + progress.refused() > 0) {
            boolean isWhole = round.isEmpty();
            streams.store(lane, lane.cursor().behind(progress, isWhole));
            lane.oldestPendingAt(round.firstTime());
            if (isWhole) {
                lane.endRound();
            }
        }
    }

    private static void change(List<Slot> slots, State state) {
        slots.forEach(slot -> slot.state(state));
    }

    private long durationMs(Flight flight) {
        return Math.max(0, host.now() - flight.startedAt());
    }
}
