package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.schedule.ReadyLanes;
import io.datastreamer.job.deliver.time.Turns;
import io.datastreamer.job.deliver.time.Turns.Did;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Splits the work of an {@link Engine} into pieces of a millisecond or two, from which turns are made. */
final class Chores {
    /** The watchdog gives a request up this long after its deadline, which its client should have kept. */
    private static final long GRACE_NANOS = 5_000_000_000L;
    /** At most this many lanes are served in one piece of work, for at most this time. */
    private static final int MOST_SERVED = 16;

    private static final long SERVING_NANOS = 1_000_000;
    /** At most this many lanes of a journal that has grown are decided on in one piece. */
    private static final int MOST_DECIDED = 64;
    /** How long to wait before ending requests that hold places which others wait for. */
    private static final long RELIEF_NANOS = 100_000_000;

    private static final int GATEWAY_TIMEOUT = 504;

    private final Host host;
    private final DeliverOptions options;
    private final Parts parts;
    private final Restoring restoring;

    /** Lanes of a journal that has grown, still to be decided on. */
    private Iterator<Lane> grown = Collections.emptyIterator();
    /** Requests that the watchdog gives up. */
    private final Deque<Flight> overdue = new ArrayDeque<>();

    private long appended;
    private long appendedSeen;
    private boolean reliefComes;

    Chores(Host host, DeliverOptions options, Parts parts, Restoring restoring) {
        this.host = host;
        this.options = options;
        this.parts = parts;
        this.restoring = restoring;
    }

    /** All of them, in their order. */
    List<Turns.Chore> all() {
        return List.of(
                this::doWhatIsDue,
                this::settleOne,
                this::giveUpOne,
                this::decideOnGrown,
                this::decideOnSafe,
                this::serveSome,
                this::answerSome,
                this::tellSome,
                this::flushOne,
                this::expireSome,
                this::restoreOne);
    }

    /** Counts an appended document. */
    void appended() {
        appended++;
    }

    /** Starts the regular ticks, from a time of the monotonic clock on. */
    void tickFrom(long nanos) {
        parts.timeline.at(nanos + options.statusInterval().toNanos(), this::tick);
    }

    private Did doWhatIsDue() {
        return parts.timeline.runDue(host.nanos()) ? Did.WORK : Did.NOTHING;
    }

    private Did settleOne() {
        Completions.Completion completion = parts.completions.next();
        if (completion == null) {
            return Did.NOTHING;
        }
        end(completion.flight(), completion.outcome());
        return Did.WORK;
    }

    private void end(Flight flight, Outcome outcome) {
        if (flight.end()) {
            parts.inFlight.end(flight, host.nanos());
            if (flight.isCurrent()) {
                Lane lane = flight.lane();
                Step next = parts.settling.settle(flight, outcome);
                if (!lane.stream().isRunning()) {
                    lane.pause();
                    next = Step.HOLD;
                }
                parts.scheduler.apply(lane, next);
                parts.statuses.touch(flight.lane().stream());
            }
        }
    }

    private Did giveUpOne() {
        Flight flight = overdue.pollFirst();
        if (flight == null) {
            return Did.NOTHING;
        }
        flight.cancel();
        end(flight, Outcome.unanswered(GATEWAY_TIMEOUT, "no outcome within the deadline"));
        return Did.WORK;
    }

    private Did decideOnGrown() {
        if (appended != appendedSeen) {
            parts.pace.documentsCame(appended - appendedSeen, host.nanos());
            parts.tally.appended(appended - appendedSeen);
            appendedSeen = appended;
        }
        if (!grown.hasNext() && !nextGrown()) {
            return Did.NOTHING;
        }
        for (int i = 0; i < MOST_DECIDED && grown.hasNext(); i++) {
            Lane lane = grown.next();
            decide(lane);
            if (parts.streams.get(lane.stream().id()) == lane.stream()) {
                parts.statuses.touchLater(lane.stream());
            }
        }
        return Did.WORK;
    }

    private boolean nextGrown() {
        String journalKey = parts.journals.nextGrown();
        if (journalKey == null) {
            return false;
        }
        parts.expiry.arm(journalKey, parts.journals.select(journalKey));
        grown = List.copyOf(parts.streams.lanesOf(journalKey)).iterator();
        parts.questions.changed(journalKey);
        return true;
    }

    private Did decideOnSafe() {
        Lane lane = parts.named.nextSafe();
        if (lane == null) {
            return Did.NOTHING;
        }
        decide(lane);
        return Did.WORK;
    }

    private void decide(Lane lane) {
        if (parts.rounds.isOpenToMore(lane)) {
            parts.scheduler.apply(lane, parts.rounds.decide(lane));
        }
    }

    // several at once: lanes that are ready together must not be treated differently because one of them fails first
    private Did serveSome() {
        Did did = Did.NOTHING;
        long end = host.nanos() + SERVING_NANOS;
        for (int i = 0; i < MOST_SERVED && (i == 0 || host.nanos() - end < 0); i++) {
            ReadyLanes.Turn turn = parts.scheduler.next();
            if (turn == null) {
                relieveSoon();
                return did;
            }
            Did served = serve(turn);
            did = did == Did.WORK ? did : served;
        }
        return did;
    }

    private Did serve(ReadyLanes.Turn turn) {
        Lane lane = turn.lane();
        Serving serving = parts.rounds.serve(lane, turn.standing());
        Flight flight = serving.flight();
        if (flight != null) {
            parts.inFlight.add(flight);
        } else {
            parts.scheduler.sentNothing(turn);
        }
        Step next = serving.next();
        parts.scheduler.apply(lane, next == null ? parts.settling.nothingToSend(lane) : next);
        parts.statuses.touchLater(lane.stream());
        if (flight != null) {
            parts.completions.send(flight);
        }
        return flight == null && !lane.isFilling() ? Did.PATIENT_WORK : Did.WORK;
    }

    private Did answerSome() {
        return parts.questions.answerSome() ? Did.WORK : Did.NOTHING;
    }

    private void relieveSoon() {
        if (!reliefComes && parts.inFlight.isCrowded()) {
            reliefComes = true;
            parts.timeline.at(host.nanos() + RELIEF_NANOS, () -> {
                reliefComes = false;
                parts.inFlight.relieve(host.nanos());
            });
        }
    }

    private Did tellSome() {
        boolean told = parts.statuses.tellOne();
        told |= parts.attempts.tellOne();
        told |= parts.census.lookAtSome(host.now(), parts.statuses::touchLater);
        return told ? Did.PATIENT_WORK : Did.NOTHING;
    }

    // new entries are written all the time, so that a checkpoint's barrier finds few of them
    private Did flushOne() {
        if (!parts.journals.hasTooMuchNew()) {
            return Did.NOTHING;
        }
        parts.journals.flushOldest();
        return Did.PATIENT_WORK;
    }

    private Did expireSome() {
        // all lanes must be restored before, since each counts what leaves the history
        return !restoring.isAny() && parts.expiry.expireSome() ? Did.PATIENT_WORK : Did.NOTHING;
    }

    private Did restoreOne() {
        return restoring.restoreNext() ? Did.PATIENT_WORK : Did.NOTHING;
    }

    private void tick() {
        long now = host.nanos();
        long tooOld = now - options.requestTimeout().toNanos() - GRACE_NANOS;
        overdue.addAll(parts.inFlight.startedBefore(tooOld));
        parts.attempts.sumsAreDue();
        parts.census.lookIfDue(now);
        parts.statuses.changesAreDue();
        tickFrom(now);
    }
}
