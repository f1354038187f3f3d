package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Doubts;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Halving;
import io.datastreamer.job.deliver.lane.Health;
import io.datastreamer.job.deliver.lane.Intake;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Loner;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Slot.State;
import io.datastreamer.job.deliver.lane.Trial;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides how large requests are. A request that gets no answer is made smaller, a size that was refused is not sent
 * again, and the cursor keeps what was learnt. A document that gets no answer even alone, while others do, waits apart.
 */
final class Sizing {
    /** After this many failures in a row, a lane sends one request at a time. */
    private static final int PROBING = 2;

    private final Host host;
    private final DataStreams streams;

    Sizing(Host host, DataStreams streams) {
        this.host = host;
        this.streams = streams;
    }

    /** Whether a document of the same SIM is sent at once after one that failed alone, because there are no others. */
    static boolean goesOnAtOnce(Flight flight, long durationNanos) {
        Lane lane = flight.lane();
        Loner loner = loner(lane);
        if (loner == null || !loner.isAlone()) {
            return false;
        }
        boolean atOnce = loner.isLeftOut() && lane.isBatch() && durationNanos < Health.SLOW_NANOS;
        if (!atOnce) {
            loner.failedSlowly();
        }
        return atOnce;
    }

    /** How the lane's next request is cut. */
    Limits limits(Lane lane) {
        Limits own = lane.stream().client().limits();
        boolean isProbing = lane.health().failures() >= PROBING;
        if (!lane.isBatch()) {
            return isProbing && own.window() > 1 ? with(own, own.maxRecords(), own.maxBytes(), 1) : own;
        }
        Intake intake = lane.cursor().intake();
        boolean upwards = intake.isLimited() && lane.doubts().looksUpwards(host.nanos());
        int records = (int) Math.min(own.maxRecords(), intake.mostDocuments(upwards));
        long bytes = Math.min(own.maxBytes(), intake.mostBytes(upwards));
        return records == own.maxRecords() && bytes == own.maxBytes() ? own : with(own, records, bytes, own.window());
    }

    private static Limits with(Limits own, int maxRecords, long maxBytes, int window) {
        return new Limits(maxRecords, maxBytes, own.linger(), window, own.oneOfEachSim());
    }

    /** Whether the next request carries one document alone, to find out whose fault a failure is. */
    static boolean isLone(Lane lane) {
        return loner(lane) != null;
    }

    /** How many entries to have at hand beside one that failed alone; 0 if none did. */
    static int aheadOfLoner(Lane lane) {
        Loner loner = loner(lane);
        return loner == null ? 0 : loner.ahead();
    }

    /**
     * Ends leaving out a document that failed alone, because there is no other beside it. False if it was not left out.
     */
    static boolean endsLeavingOut(Lane lane, Round round) {
        Loner loner = loner(lane);
        if (loner == null || !loner.isLeftOut()) {
            return false;
        }
        loner.noOther(round.count(State.OPEN) > 1);
        return true;
    }

    /** Whether a batch that failed as a whole is sent in parts. */
    static boolean isInParts(Lane lane) {
        Halving halving = lane.doubts().halving();
        return halving != null && halving.isInParts();
    }

    /** The number below which the entries of the lane's next request must lie. */
    static long bound(Lane lane, Round round) {
        Loner loner = loner(lane);
        Halving halving = lane.doubts().halving();
        if (halving != null) {
            halving.passTo(round.firstOpenNumber());
        }
        long bound = halving == null || (loner != null && loner.isLeftOut()) ? Long.MAX_VALUE : halving.bound();
        Trial trial = lane.trial();
        if (trial == null) {
            return bound;
        }
        trial.passTo(round.firstOpenNumber());
        return Math.min(bound, trial.bound());
    }

    /** Whether an entry has to wait: for one that failed alone, or for one of its SIM that waits apart. */
    static boolean isHidden(Lane lane, Slot slot, Set<String> sims) {
        Loner loner = loner(lane);
        return (loner != null && loner.isLeftOut() && loner.hides(slot))
                || (!sims.isEmpty() && sims.contains(slot.entry().item().simKey()));
    }

    private static @Nullable Loner loner(Lane lane) {
        Loner loner = lane.doubts().loner();
        if (loner != null && loner.isBefore(lane.cursor().before())) {
            lane.doubts().loner(null);
            return null;
        }
        return loner;
    }

    // ---- outcomes

    /**
     * Takes a request that got no answer.
     *
     * @param inSearch whether that ended a search: the next one gets past it only if it is smaller
     */
    void silent(Flight flight, boolean inSearch) {
        Lane lane = flight.lane();
        if (lane.isBatch()) {
            boolean beyond = lookedBeyond(flight);
            Doubts doubts = lane.doubts();
            Halving halving = doubts.halving();
            if (halving == null) {
                halving = new Halving();
                doubts.halving(halving);
            }
            learn(lane, halving.failed(flight, beyond || inSearch, lane.cursor().intake()));
        }
        if (flight.isLone()) {
            failedAlone(flight);
        }
    }

    /** Takes a failure that was answered and does not concern the request's documents. */
    static void answered(Flight flight, Outcome outcome) {
        Lane lane = flight.lane();
        Loner loner = loner(lane);
        if (loner != null && flight.isLone() && !loner.is(flight.slots().get(0))) {
            if (outcome.isServerError()) {
                loner.otherFailed(flight.slots().get(0));
            } else {
                loner.noneTaken();
            }
        }
        Halving halving = lane.doubts().halving();
        if (halving != null) {
            halving.answered();
        }
    }

    private boolean lookedBeyond(Flight flight) {
        Lane lane = flight.lane();
        boolean beyond = lane.cursor().intake().isBeyond(flight.size());
        if (beyond) {
            lane.doubts().lookedInVain(host.nanos());
        }
        return beyond;
    }

    /** Notes that a document failed alone, without a sign of whose fault that is. */
    private void failedAlone(Flight flight) {
        Lane lane = flight.lane();
        Slot slot = flight.slots().get(0);
        Loner loner = loner(lane);
        if (loner == null) {
            loner = new Loner(slot);
            lane.doubts().loner(loner);
        }
        if (loner.isBehind(slot)) {
            loner = loner.giveWayTo(slot);
            lane.doubts().loner(loner);
        }
        if (loner.is(slot)) {
            loner.failed();
        } else {
            loner.otherFailed(slot);
        }
    }

    /**
     * Takes a request that was refused for its size: the next ones are smaller.
     *
     * @return whether it was one document, which now waits apart: the receiver has answered, and takes smaller ones
     */
    boolean tooLarge(Flight flight, Round round) {
        Lane lane = flight.lane();
        lookedBeyond(flight);
        Intake intake = lane.cursor().intake();
        boolean refusesAll = flight.isLone() && intake.bytes().taken() == 0;
        learn(lane, refusesAll ? intake.refusesAll() : intake.tooLarge(flight.size()));
        lane.doubts().halving(null);
        if (flight.isLone() && !refusesAll && hasRoom(lane, round)) {
            round.mark(flight.slots().get(0), State.APART);
            return true;
        }
        if (flight.isLone()) {
            failedAlone(flight);
        }
        return false;
    }

    /** Takes a request that was taken as a whole or in part: its size is not too large. */
    void fitted(Flight flight, Round round) {
        Lane lane = flight.lane();
        learn(lane, lane.cursor().intake().took(flight.size()));
        Halving halving = lane.doubts().halving();
        if (halving != null) {
            halving.taken(flight);
            halving.passTo(round.firstOpenNumber());
            if (!halving.isInParts()) {
                learn(lane, halving.learnt(lane.cursor().intake()));
                lane.doubts().halving(null);
            }
        }
    }

    /**
     * Takes a request that was taken as a whole. That speaks for its documents, and against one that failed alone
     * beside it.
     */
    void taken(Flight flight, Round round) {
        Lane lane = flight.lane();
        Loner loner = loner(lane);
        if (loner == null) {
            return;
        }
        if (flight.slots().stream().anyMatch(loner::is)) {
            lane.doubts().loner(null);
            return;
        }
        loner.otherTaken();
        if (loner.isAtFault()) {
            putApart(lane, round, loner);
        }
    }

    /** Learns from a search for refused documents that has ended. */
    void searched(Lane lane, Trial trial) {
        learn(lane, trial.learnt(lane.cursor().intake()));
    }

    private void learn(Lane lane, Intake intake) {
        if (!intake.equals(lane.cursor().intake())) {
            streams.store(lane, lane.cursor().learnt(intake));
        }
    }

    // ---- what waits apart

    private static void putApart(Lane lane, Round round, Loner loner) {
        if (!hasRoom(lane, round)) {
            return;
        }
        for (Slot slot : round.all(State.OPEN)) {
            if (loner.is(slot)) {
                round.mark(slot, State.APART);
                lane.doubts().loner(null);
                Halving halving = lane.doubts().halving();
                if (halving != null) {
                    halving.foundApart();
                }
            }
        }
    }

    private static boolean hasRoom(Lane lane, Round round) {
        return lane.cursor().apart().size() + round.count(State.APART) < Apart.MOST;
    }

    /**
     * Has documents wait behind one of their SIM that waits apart, in lanes where each document is a request.
     *
     * @return SIMs whose documents have to wait; those that find no room apart stay where they are
     */
    static Set<String> keepBehind(Lane lane, Round round) {
        if (lane.isBatch() || (lane.cursor().apart().isEmpty() && round.count(State.APART) == 0)) {
            return Set.of();
        }
        Set<String> sims = new HashSet<>();
        lane.cursor().apart().forEach(entry -> sims.add(entry.simKey()));
        round.all(State.APART).forEach(slot -> sims.add(slot.entry().item().simKey()));
        sims.remove("");
        for (Slot slot : round.all(State.OPEN)) {
            if (sims.contains(slot.entry().item().simKey()) && hasRoom(lane, round)) {
                round.mark(slot, State.APART);
            }
        }
        return sims;
    }
}
