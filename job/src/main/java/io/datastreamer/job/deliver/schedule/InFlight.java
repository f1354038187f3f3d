package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Health;
import io.datastreamer.job.deliver.lane.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Requests under way, those of each standing in the order in which they left. Ends requests early if others wait for
 * their places: lanes that never had an outcome then have a second to answer, those that delivered quickly before have
 * two. They have all their time when they are tried again.
 */
public final class InFlight {
    private static final long NEW_PATIENCE_NANOS = 1_000_000_000;

    private final Map<Standing, Set<Flight>> byStanding = new EnumMap<>(Standing.class);
    private final Budget budget;
    private final ReadyLanes ready;

    /** Creates it with nothing under way. */
    public InFlight(Budget budget, ReadyLanes ready) {
        this.budget = budget;
        this.ready = ready;
        for (Standing standing : Standing.values()) {
            byStanding.put(standing, new LinkedHashSet<>());
        }
    }

    /** Adds a request that leaves. */
    public void add(Flight flight) {
        of(flight.standing()).add(flight);
        budget.take(flight);
    }

    /** Removes a request that has ended, and frees what it held. */
    public void end(Flight flight, long nanos) {
        if (of(flight.standing()).remove(flight)) {
            budget.giveBack(flight);
            ready.ended(flight, flight.heldNanos(nanos));
        }
    }

    /** Requests that left before a time and have not ended. */
    public List<Flight> startedBefore(long nanos) {
        List<Flight> old = new ArrayList<>();
        for (Set<Flight> flights : byStanding.values()) {
            for (Flight flight : flights) {
                if (flight.startedNanos() - nanos >= 0) {
                    break;
                }
                old.add(flight);
            }
        }
        return old;
    }

    /** Whether any lane waits for a place that {@link #relieve} may free. */
    public boolean isCrowded() {
        return unprovenThatWait() > 0 || provenThatWait() > 0;
    }

    private int unprovenThatWait() {
        return budget.allows(Standing.NEW) ? 0 : ready.waiting(Standing.NEW);
    }

    private int provenThatWait() {
        return budget.allows(Standing.CURRENT) ? 0 : ready.waiting(Standing.CURRENT) + ready.waiting(Standing.BEHIND);
    }

    /** Ends requests that hold places for too long while others wait. */
    public void relieve(long nanos) {
        cutShort(Standing.NEW, nanos - NEW_PATIENCE_NANOS, unprovenThatWait());
        int proven = provenThatWait();
        int left = proven - cutShort(Standing.BEHIND, nanos - Health.SLOW_NANOS, proven);
        cutShort(Standing.CURRENT, nanos - Health.SLOW_NANOS, left);
    }

    private int cutShort(Standing standing, long leftBefore, int most) {
        Iterator<Flight> flights = of(standing).iterator();
        List<Flight> chosen = new ArrayList<>();
        while (chosen.size() < most && flights.hasNext()) {
            Flight flight = flights.next();
            if (flight.startedNanos() - leftBefore >= 0) {
                break;
            }
            if (!flight.isCutShort()) {
                chosen.add(flight);
            }
        }
        chosen.forEach(Flight::cutShort);
        return chosen.size();
    }

    private Set<Flight> of(Standing standing) {
        return Objects.requireNonNull(byStanding.get(standing));
    }
}
