package io.datastreamer.job.deliver.engine;

import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Slot;
import io.datastreamer.job.deliver.lane.Standing;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.schedule.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks what holds in a {@link World} at any time: turns are fair, nobody waits for what is free, what is counted is
 * what is held, no piece of work is long. Throws as soon as something does not hold.
 */
final class Watch {
    /** No piece of work takes longer. */
    private static final long LONGEST_PIECE_NANOS = 10_000_000;
    /**
     * Every other turn goes to a current lane, and the others go round five standings; besides, every other turn may be
     * one that goes on.
     */
    private static final int MOST_OF_OTHERS = 20;
    /**
     * The lanes of its own standing come in turn; one whose receiver has held its places for less time may come once
     * more.
     */
    private static final int TURNS_OF_EACH = 2;
    /** What is held may differ from what is counted by this many hundredths. */
    private static final int TOLERANCE = 10;

    private final World world;
    private final boolean worksInTime;
    private final Map<Lane, Wait> waits = new HashMap<>();

    /** Requests that left since a lane became ready, while it might have left as well. */
    private static final class Wait {
        private final Standing standing;
        private final long readTo;
        private int ofItsStanding;
        private int ofOthers;

        Wait(Lane lane) {
            this.standing = lane.standing();
            this.readTo = lane.readTo();
        }

        boolean isOf(Lane lane) {
            return standing == lane.standing() && readTo == lane.readTo();
        }
    }

    /** Watches a world. {@code worksInTime} says that work takes time there, none of it longer than usual. */
    Watch(World world, boolean worksInTime) {
        this.world = world;
        this.worksInTime = worksInTime;
    }

    private Parts parts() {
        return world.engine().parts();
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        for (StreamLanes stream : parts().streams.all()) {
            lanes.addAll(stream.lanes());
        }
        return lanes;
    }

    private List<Flight> flights() {
        return parts().inFlight.startedBefore(world.nanosIn(Duration.ofDays(1)));
    }

    // ---- turns

    /** A request leaves. */
    void leaves(Request request) {
        Flight flight = flights().stream()
                .filter(other -> other.batch().equals(request.batch()))
                .max(Comparator.comparingLong(Flight::sequence))
                .orElseThrow(() -> new AssertionError("a request of " + request.streamId() + " is not in flight"));
        List<Lane> lanes = lanes();
        for (Lane lane : lanes) {
            boolean mightLeave =
                    lane != flight.lane() && lane.phase() == Phase.READY && !lane.isFilling() && allows(lane);
            if (!mightLeave) {
                waits.remove(lane);
            } else {
                Wait wait = waits.get(lane);
                if (wait == null || !wait.isOf(lane)) {
                    wait = new Wait(lane);
                    waits.put(lane, wait);
                }
                if (flight.standing() == wait.standing) {
                    wait.ofItsStanding++;
                    wait.ofOthers = 0;
                } else {
                    wait.ofOthers++;
                }
                check(lane, wait, lanes.size());
            }
        }
    }

    private static void check(Lane lane, Wait wait, int lanes) {
        if (wait.ofOthers > MOST_OF_OTHERS) {
            throw new AssertionError(lane.name() + " is " + wait.standing + " and ready, and " + wait.ofOthers
                    + " requests left of lanes that stand otherwise");
        }
        if (wait.ofItsStanding > TURNS_OF_EACH * lanes) {
            throw new AssertionError(lane.name() + " is " + wait.standing + " and ready, and " + wait.ofItsStanding
                    + " requests left of the " + lanes + " lanes that there are");
        }
    }

    // ---- what holds between two steps

    /** Checks everything that has to hold, except cursors. */
    void look() {
        if (worksInTime && world.longestMail() > LONGEST_PIECE_NANOS) {
            throw new AssertionError("a piece of work took " + world.longestMail() + " ns");
        }
        List<Lane> lanes = lanes();
        queuesAreRight(lanes);
        if (!world.engine().isAsked()) {
            nobodyWaitsForNothing(lanes);
        }
        budgetIsRight(lanes);
        memoryIsRight(lanes);
        journalsAreRight();
    }

    /** Every ready lane is in the queue once. */
    private void queuesAreRight(List<Lane> lanes) {
        long queued = parts().ready.goingOn();
        for (Standing standing : Standing.values()) {
            queued += parts().ready.waiting(standing);
        }
        long ready = lanes.stream().filter(lane -> lane.phase() == Phase.READY).count();
        if (queued != ready || ready != world.engine().census().lanes(Phase.READY)) {
            throw new AssertionError(queued + " are in the queue of " + ready + " that are ready");
        }
    }

    /** Whether there is a place for a lane's next request, and heap for it unless its documents are at hand. */
    private boolean allows(Lane lane) {
        Budget budget = parts().budget;
        boolean allows = lane.holdsDocuments() ? budget.allowsHeld(lane.standing()) : budget.allows(lane.standing());
        return allows && budget.allows(lane.standing(), lane.stream().receiver());
    }

    /**
     * When there is nothing to do, every ready lane waits for a place, and every lane that waits for a time is woken
     * then.
     */
    private void nobodyWaitsForNothing(List<Lane> lanes) {
        for (Lane lane : lanes) {
            switch (lane.phase()) {
                case READY -> {
                    if (allows(lane)) {
                        throw new AssertionError(lane.name() + " is ready and " + lane.standing()
                                + ", there is a place for it, and nobody gives it its turn");
                    }
                }
                case LINGERING, WAITING -> {
                    if (world.wakesAt() - lane.step().until() > 0) {
                        throw new AssertionError(lane.name() + " is not woken in time");
                    }
                }
                case IDLE -> {
                    if (lane.step().until() != 0
                            && world.wakesAt() - lane.step().until() > 0) {
                        throw new AssertionError(lane.name() + " is not woken for what waits apart");
                    }
                }
                case SENDING -> {
                    if (lane.inFlight() == 0) {
                        throw new AssertionError(lane.name() + " waits for no request");
                    }
                }
                case HELD, FIXING -> {
                    // waits for what comes
                }
            }
        }
    }

    private void budgetIsRight(List<Lane> lanes) {
        List<Flight> flights = flights();
        int requests = flights.size() + parts().ready.goingOn();
        if (parts().budget.requests() != requests) {
            throw new AssertionError(parts().budget.requests() + " requests are counted of " + requests);
        }
        for (Lane lane : lanes) {
            long own = flights.stream()
                    .filter(flight -> flight.lane() == lane && flight.isCurrent() && !flight.isApart())
                    .count();
            if (lane.inFlight() != own) {
                throw new AssertionError(lane.name() + " counts " + lane.inFlight() + " requests of " + own);
            }
        }
    }

    // ---- memory

    /** A lane's documents share frames with each other; frames that several lanes share count for each of them. */
    private void memoryIsRight(List<Lane> lanes) {
        long held = 0;
        List<Flight> flights = flights();
        for (Lane lane : lanes) {
            Set<Entry> entries = Collections.newSetFromMap(new IdentityHashMap<>());
            if (lane.round() != null) {
                entries.addAll(lane.round().entries());
            }
            flights.stream()
                    .filter(flight -> flight.lane() == lane && flight.isCurrent())
                    .forEach(flight -> addAll(entries, flight));
            held += heldBy(entries);
        }
        for (Flight flight : flights) {
            if (!flight.isCurrent()) {
                Set<Entry> entries = Collections.newSetFromMap(new IdentityHashMap<>());
                addAll(entries, flight);
                held += heldBy(entries);
            }
        }
        long counted = parts().budget.bytes();
        if (Math.abs(counted - held) * 100 > TOLERANCE * counted) {
            throw new AssertionError(counted + " bytes are counted and " + held + " held");
        }
    }

    /** The journal that was read last is counted when another one is selected. */
    private void journalsAreRight() {
        long held = 0;
        long largest = 0;
        for (Journal journal : parts().journals.all()) {
            long bytes = journal.heapBytes() + Journals.OVERHEAD_BYTES;
            held += bytes;
            largest = Math.max(largest, bytes);
        }
        long counted = parts().journals.bytes();
        if (counted > held || counted < held - largest) {
            throw new AssertionError(counted + " bytes of journals are counted and " + held + " held");
        }
    }

    private static void addAll(Set<Entry> entries, Flight flight) {
        flight.slots().stream().map(Slot::entry).forEach(entries::add);
    }

    private static long heldBy(Set<Entry> entries) {
        long held = 0;
        Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Entry entry : entries) {
            held += entry.heldBytesAfter(entry);
            if (buffers.add(entry.item().buffer())) {
                held += entry.item().buffer().length;
            }
        }
        return held;
    }

    // ---- state

    /** Exactly the lanes of existing streams have a cursor. */
    static void cursorsAre(Set<String> expected, List<World> worlds) {
        Set<String> there = new HashSet<>();
        for (World world : worlds) {
            there.addAll(world.stores().lanes());
        }
        if (!there.equals(expected)) {
            throw new AssertionError("cursors are there of " + there + ", and streams of " + expected);
        }
    }
}
