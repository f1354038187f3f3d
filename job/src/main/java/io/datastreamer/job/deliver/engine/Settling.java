package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.ObjectNames;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Health;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.ObjectPlan;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.status.Attempts;
import io.datastreamer.job.deliver.status.Tally;
import io.datastreamer.job.deliver.time.Backoff;
import java.util.BitSet;

/**
 * What an outcome does to its lane, and what the lane does next: the cursor moves, the lane waits and tries again, or a
 * search for what the receiver refuses goes on ({@link Refusals}).
 */
final class Settling {
    private static final long NANOS_OF_MS = 1_000_000;

    private final Host host;
    private final DataStreams streams;
    private final Rounds rounds;
    private final NamedBatches named;
    private final Refusals refusals;
    private final RoundReader reader;
    private final Attempts attempts;
    private final Tally tally;
    private final Backoff backoff;

    Settling(
            Host host,
            DataStreams streams,
            Rounds rounds,
            NamedBatches named,
            Refusals refusals,
            RoundReader reader,
            Attempts attempts,
            Tally tally,
            Backoff backoff) {
        this.host = host;
        this.streams = streams;
        this.rounds = rounds;
        this.named = named;
        this.refusals = refusals;
        this.reader = reader;
        this.attempts = attempts;
        this.tally = tally;
        this.backoff = backoff;
    }

    /** Takes the outcome of a request that its lane waits for; returns what the lane does next. */
    Step settle(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        Round round = lane.openRound();
        lane.landed(flight);
        round.unblock();
        lane.health().answered(outcome, host.nanos());
        tally.ended(lane.apiType(), outcome.verdict(), durationMs(flight));
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            return delivered(flight, round, outcome);
        }
        if (outcome.parts() != null) {
            return partly(flight, round, outcome, outcome.parts());
        }
        if (outcome.cause() == Outcome.Cause.NAME_TAKEN) {
            return nameTaken(flight, round, outcome);
        }
        return refusals.isRefusal(lane, outcome) ? refused(flight, round, outcome) : failed(flight, round, outcome);
    }

    private Step delivered(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        round.mark(flight.slots(), State.DELIVERED);
        tally.delivered(lane.apiType(), flight.slots().size());
        taken(flight, round, outcome);
        attempts.succeeded(flight, outcome, durationMs(flight));
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            lane.health().succeeded(durationNanos(flight));
            if (lane.trial() != null) {
                lane.health().refused();
            }
        }
        return goOn(lane, outcome);
    }

    /** The receiver has told documents apart: those that it refuses have others beside them that it took. */
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
        if (someAgain) {
            fix(lane, round);
        }
        advance(lane, round);
        if (lane.phase() != Phase.WAITING) {
            // what was taken shows that the place is well: waits do not grow
            lane.health().succeeded(durationNanos(flight));
        }
        if (someAgain) {
            Refusals.end(lane, round);
            return waitAfter(flight, outcome);
        }
        attempts.failed(flight, outcome, durationMs(flight), host.now());
        return goOn(lane, outcome);
    }

    /** The receiver has taken something: what it refused before in the same search is refused for its content. */
    private void taken(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        lane.health().wasTaken();
        refusals.taken(flight, round);
        tally.stale(lane.apiType(), outcome.stale());
        lane.cursor(lane.cursor().accepted(host.now(), outcome.stale()));
    }

    /** Somebody else's object has the name: the same batch gets another one. */
    private Step nameTaken(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        round.mark(flight.slots(), State.OPEN);
        attempts.failed(flight, outcome, durationMs(flight), host.now());
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
            attempts.failed(flight, outcome, durationMs(flight), nextAttemptAt(lane));
            lane.letGo();
            return lane.step();
        }
        fix(lane, round);
        refusals.refused(flight, round, outcome);
        lane.health().refused();
        attempts.failed(flight, outcome, durationMs(flight), host.now());
        return goOn(lane, outcome);
    }

    /** A passing failure, or a configuration that is broken. */
    private Step failed(Flight flight, Round round, Outcome outcome) {
        Lane lane = flight.lane();
        ObjectPlan plan = lane.planOrNull();
        if (plan != null && outcome.cause() == Outcome.Cause.NO_ANSWER) {
            plan.headMayExist();
        }
        round.mark(flight.slots(), State.OPEN);
        Refusals.end(lane, round);
        fix(lane, round);
        return waitAfter(flight, outcome);
    }

    /** The next attempts carry the same documents. */
    private void fix(Lane lane, Round round) {
        boolean isBatch = lane.stream().client().limits().maxRecords() > 1;
        if (isBatch && lane.cursor().head() == null) {
            streams.store(lane, lane.cursor().fixed(round.next(), round.nextNumber(), ""));
        }
    }

    // requests that were under way together fail together, and make one wait
    private Step waitAfter(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        Health health = lane.health();
        long now = host.nanos();
        if (lane.phase() == Phase.WAITING) {
            if (outcome.retryAfter() != null) {
                health.waitUntil(now + outcome.retryAfter().toNanos());
            }
        } else {
            boolean silent = outcome.cause() == Outcome.Cause.NO_ANSWER
                    && (flight.isCutShort() || durationNanos(flight) > Health.SLOW_NANOS);
            long wait = backoff.delayMs(health.failures() + 1, outcome);
            health.failed(silent, now + wait * NANOS_OF_MS);
        }
        attempts.failed(flight, outcome, durationMs(flight), nextAttemptAt(lane));
        lane.letGo();
        return Step.retry(health.nextAttempt());
    }

    /** When the lane tries again, milliseconds since the epoch. */
    private long nextAttemptAt(Lane lane) {
        return host.now() + (lane.health().nextAttempt() - host.nanos()) / NANOS_OF_MS;
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
        Refusals.Next next = refusals.next(lane, round);
        return switch (next) {
            case DECIDE -> rounds.decide(lane);
            case AWAIT -> Step.AWAIT;
            case TRY_NEXT -> Step.GO;
            case GIVE_UP -> {
                refusals.giveUpSuspects(lane, round);
                advance(lane, round);
                yield goOn(lane, outcome);
            }
            case HOLD_ALL -> hold(lane, round, true, outcome);
            case HOLD -> hold(lane, round, false, outcome);
        };
    }

    /** There was nothing to send after all. */
    Step nothingToSend(Lane lane) {
        Round round = lane.round();
        if (lane.inFlight() > 0) {
            return Step.AWAIT;
        }
        if (lane.trial() != null && round != null) {
            return hold(lane, round, false, Outcome.contentRefused(lane.health().remoteStatus(), ""));
        }
        if (round != null) {
            // what was left of the batch has expired, and the rest of it was settled before
            advance(lane, round);
        }
        return rounds.decide(lane);
    }

    /**
     * Gives nothing up, and tries all of it again later.
     *
     * @param refusesAll whether there was enough to take beside what was refused; otherwise what comes meanwhile may show
     *     more
     */
    private Step hold(Lane lane, Round round, boolean refusesAll, Outcome outcome) {
        long wait;
        if (refusesAll) {
            refusals.growPatience(lane);
            wait = backoff.longDelayMs();
        } else {
            streams.unfix(lane);
            wait = backoff.delayMs(Math.max(1, lane.health().failures()), outcome);
        }
        Refusals.end(lane, round);
        lane.health().failed(false, host.nanos() + wait * NANOS_OF_MS);
        lane.letGo();
        return Step.retry(lane.health().nextAttempt());
    }

    private void advance(Lane lane, Round round) {
        Round.Progress progress = round.advance();
        if (progress.delivered() + progress.refused() > 0) {
            boolean isWhole = round.isEmpty();
            ObjectPlan plan = lane.planOrNull();
            if (isWhole && plan != null && lane.cursor().head() != null) {
                plan.headSettled();
            }
            streams.store(lane, lane.cursor().behind(progress, isWhole));
            reader.oldest(lane, round.firstTime());
            if (isWhole) {
                lane.endRound();
            }
        }
    }

    private long durationNanos(Flight flight) {
        return host.nanos() - flight.startedNanos();
    }

    private long durationMs(Flight flight) {
        return durationNanos(flight) / NANOS_OF_MS;
    }
}
