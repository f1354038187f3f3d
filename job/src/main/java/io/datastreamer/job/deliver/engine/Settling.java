package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.ObjectPlan;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.lane.Trial;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.LedgerChange;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.Tally;
import java.util.BitSet;

/**
 * Takes the outcomes of requests, and decides what each does to its lane: the cursor moves, the lane waits and tries
 * again, or a search for what the receiver refuses goes on ({@link Refusals}).
 */
final class Settling {
    private final Host host;
    private final DataStreams streams;
    private final Rounds rounds;
    private final NamedBatches named;
    private final Refusals refusals;
    private final Sizing sizing;
    private final ApartDocuments apart;
    private final RoundReader reader;
    private final Ledgers ledgers;
    private final Attempts attempts;
    private final Tally tally;
    private final Retries retries;

    Settling(
            Host host,
            DataStreams streams,
            Rounds rounds,
            NamedBatches named,
            Refusals refusals,
            Sizing sizing,
            ApartDocuments apart,
            RoundReader reader,
            Ledgers ledgers,
            Attempts attempts,
            Tally tally,
            Retries retries) {
        this.host = host;
        this.streams = streams;
        this.rounds = rounds;
        this.named = named;
        this.refusals = refusals;
        this.sizing = sizing;
        this.apart = apart;
        this.reader = reader;
        this.ledgers = ledgers;
        this.attempts = attempts;
        this.tally = tally;
        this.retries = retries;
    }

    /** Takes the outcome of a request that its lane waits for; returns what the lane does next. */
    Step settle(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        if (flight.isApart()) {
            return settleApart(flight, outcome);
        }
        Round round = lane.openRound();
        lane.landed(flight);
        round.unblock();
        lane.health().answered(outcome, host.nanos());
        tally.ended(lane.apiType(), outcome.verdict(), flight.heldMs(host.nanos()));
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            return delivered(flight, round, outcome);
        }
        if (outcome.parts() != null) {
            return partly(flight, round, outcome, outcome.parts());
        }
        if (outcome.cause() == Outcome.Cause.NAME_TAKEN) {
            return nameTaken(flight, round, outcome);
        }
        if (isTooLarge(flight, outcome)) {
            return tooLarge(flight, round, outcome);
        }
        return refusals.isRefusal(lane, outcome) ? refused(flight, round, outcome) : failed(flight, round, outcome);
    }

    /** Takes the outcome of a document that waits apart. The lane goes on whatever that is. */
    private Step settleApart(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        apart.settle(flight, outcome);
        Round round = lane.round();
        if (round != null) {
            round.unblock();
        }
        return lane.phase() == Phase.WAITING || lane.phase() == Phase.READY ? lane.step() : rounds.decide(lane);
    }

    /** Whether the request was too large. If that size was taken before, the content is refused after all. */
    private static boolean isTooLarge(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        return outcome.isTooLarge()
                && lane.stream().client().objectNames() == null
                && !(flight.isLone()
                        && flight.jsonBytes() <= lane.cursor().intake().bytes().taken());
    }

    /**
     * Sends the same documents at once in smaller requests. A document that is too large alone is tried again later.
     */
    private Step tooLarge(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        round.mark(flight.slots(), State.OPEN);
        Refusals.end(lane, round);
        boolean isApart = sizing.tooLarge(flight, round);
        if (lane.cursor().head() != null) {
            streams.unfix(lane);
        }
        if (isApart) {
            failedForNow(flight, outcome);
            advance(lane, round);
            return goOn(lane, outcome);
        }
        if (flight.isLone() || lane.phase() == Phase.WAITING) {
            return retries.after(flight, outcome);
        }
        lane.health().refused();
        failedForNow(flight, outcome);
        lane.letGo();
        return rounds.decide(lane);
    }

    private Step delivered(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        round.mark(flight.slots(), State.DELIVERED);
        tally.delivered(lane.apiType(), flight.slots().size());
        taken(flight, round, outcome);
        sizing.taken(flight, round);
        sizing.fitted(flight, round);
        apart.neighbourTaken(flight);
        attempts.succeeded(flight, outcome, flight.heldMs(host.nanos()));
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            lane.health().succeeded(flight.heldNanos(host.nanos()));
            if (lane.trial() != null) {
                lane.health().refused();
            }
        }
        return goOn(lane, outcome);
    }

    /** Settles a request in which the receiver told documents apart: it took others beside those that it refuses. */
    private Step partly(Flight flight, Round round, Outcome outcome, Outcome.Parts parts) {
        Lane lane = flight.lane();
        BitSet delivered = parts.delivered();
        BitSet refused = parts.refused();
        boolean someAgain = false;
        for (int i = 0; i < flight.slots().size(); i++) {
            Slot slot = flight.slots().get(i);
            if (delivered.get(i)) {
                round.mark(slot, State.DELIVERED);
            } else if (refused.get(i)) {
                refusals.giveUp(slot, lane, round, outcome.remoteStatus());
            } else {
                round.mark(slot, State.OPEN);
                someAgain = true;
            }
        }
        tally.delivered(lane.apiType(), delivered.cardinality());
        taken(flight, round, outcome);
        sizing.fitted(flight, round);
        if (someAgain) {
            fix(lane, round);
        }
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            // it took something, so the place is well: waits do not grow
            lane.health().succeeded(flight.heldNanos(host.nanos()));
        }
        if (someAgain) {
            Refusals.end(lane, round);
            return retries.after(flight, outcome);
        }
        failedForNow(flight, outcome);
        return goOn(lane, outcome);
    }

    /**
     * Notes that the receiver has taken something. What it refused before in the same search is refused for its
     * content.
     */
    private void taken(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        lane.health().wasTaken();
        refusals.taken(flight, round);
        tally.stale(lane.apiType(), outcome.stale());
        lane.cursor(lane.cursor().accepted(host.now(), outcome.stale()));
    }

    /** Gives the batch another name, since somebody else's object has the name. */
    private Step nameTaken(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        round.mark(flight.slots(), State.OPEN);
        failedForNow(flight, outcome);
        ObjectNames names = lane.stream().client().objectNames();
        if (names == null) {
            throw new IllegalStateException("a batch without a name has lost it: " + lane.name());
        }
        named.rename(lane, names);
        return lane.phase() == Phase.WAITING ? lane.step() : rounds.decide(lane);
    }

    private Step refused(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        if (lane.phase() == Phase.WAITING) {
            // it will be refused again when the lane goes on
            round.mark(flight.slots(), State.OPEN);
            attempts.failed(flight, outcome, flight.heldMs(host.nanos()), retries.nextAttemptAt(lane));
            lane.letGo();
            return lane.step();
        }
        fix(lane, round);
        refusals.refused(flight, round, outcome);
        lane.health().refused();
        failedForNow(flight, outcome);
        return goOn(lane, outcome);
    }

    /** Handles a passing failure, or a broken configuration. */
    private Step failed(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        ObjectPlan plan = lane.planOrNull();
        if (plan != null && !outcome.isAnswered()) {
            plan.headMayExist();
        }
        round.mark(flight.slots(), State.OPEN);
        boolean inSearch = lane.trial() != null;
        Refusals.end(lane, round);
        if (!outcome.isSilence()) {
            Sizing.answered(flight, outcome);
        } else if (plan == null && !flight.isCutShort()) {
            sizing.silent(flight, inSearch);
        }
        if (!Sizing.isLone(lane)) {
            fix(lane, round);
        } else if (lane.cursor().head() != null) {
            // other documents are tried beside the one that failed alone
            streams.unfix(lane);
        }
        return retries.after(flight, outcome);
    }

    /** Fixes the batch, so that the next attempts carry the same documents. */
    private void fix(Lane lane, Round round) {
        if (lane.isBatch() && lane.cursor().head() == null) {
            streams.store(lane, lane.cursor().fixed(round.next(), round.nextNumber(), ""));
        }
    }

    private Step goOn(Lane lane, Outcome outcome) {
        if (lane.phase() == Phase.WAITING) {
            lane.letGo();
            return lane.step();
        }
        Round round = lane.round();
        if (lane.trial() == null || round == null) {
            return rounds.decide(lane);
        }
        Refusals.Next next = Refusals.next(lane, round, rounds.hasUntried(lane, round));
        return switch (next) {
            case DECIDE -> rounds.decide(lane);
            case AWAIT -> Step.AWAIT;
            case TRY_NEXT -> Step.GO;
            case GIVE_UP -> {
                refusals.giveUpSuspects(lane, round);
                // it took something in this search: only what was given up was wrong
                lane.health().succeeded(0);
                advance(lane, round);
                yield goOn(lane, outcome);
            }
            case HOLD_ALL -> {
                Refusals.growPatience(lane);
                yield retries.hold(lane, round, true, outcome);
            }
            case HOLD -> retries.hold(lane, round, false, outcome);
        };
    }

    /** Decides what follows when there was nothing to send after all. */
    Step nothingToSend(Lane lane) {
        Round round = lane.round();
        if (lane.inFlight() > 0) {
            return Step.AWAIT;
        }
        if (lane.trial() != null && round != null) {
            return retries.hold(
                    lane, round, false, Outcome.contentRefused(lane.health().remoteStatus(), ""));
        }
        if (round != null) {
            // what was left of the batch has expired, and the rest of it was settled before
            advance(lane, round);
        }
        return rounds.decide(lane);
    }

    private void advance(Lane lane, Round round) {
        LedgerChange counts = ledgers.change(lane);
        Round.Progress progress = round.advance(counts);
        if (progress.isAny()) {
            boolean isWhole = round.isEmpty();
            ObjectPlan plan = lane.planOrNull();
            if (isWhole && plan != null && lane.cursor().head() != null) {
                plan.headSettled();
            }
            LaneLedger counted = counts.passed(lane.cursor().before(), progress.number(), progress.apart());
            streams.store(lane, lane.cursor().behind(progress, isWhole, !lane.isBatch(), counted));
            reader.oldest(lane, round.firstTime());
            if (isWhole) {
                Trial trial = lane.trial();
                if (trial != null) {
                    sizing.searched(lane, trial);
                }
                lane.endRound();
            }
        }
    }

    /** Reports a failed attempt after which the lane goes on at once. */
    private void failedForNow(Flight flight, Outcome outcome) {
        attempts.failed(flight, outcome, flight.heldMs(host.nanos()), host.now());
    }
}
