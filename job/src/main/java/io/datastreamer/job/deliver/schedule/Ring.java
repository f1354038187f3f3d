package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Standing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lanes of one standing that want to send, by their receivers. The scarce resource is the time for which requests hold
 * their places. So the receiver whose requests have held places for the least time comes first, and the lanes of each
 * receiver come in turn. A receiver that comes back after a while has no credit from before (start-time fair queueing,
 * Goyal, Vin and Cheng 1996).
 *
 * <p>Receivers of new lanes have held nothing yet: the newest and the oldest of them come alternately, so that a new
 * stream does not wait behind thousands that may hang.
 */
final class Ring {
    /** For how long a receiver's first request is expected to hold its place. */
    private static final long FIRST_GUESS_NANOS = 10_000_000;
    /** Weight of the newest request in the expected time. */
    private static final double WEIGHT = 0.25;
    /** How many receivers without lanes here are remembered with the time that they have held. */
    private static final int MOST_REMEMBERED = 4_096;

    private final Standing standing;
    private final Map<String, Queue> byReceiver = new HashMap<>();
    /** Receivers whose turn comes. One that has used up its part is taken out until one of its requests ends. */
    private final TreeSet<Queue> turns = new TreeSet<>(
            Comparator.comparingLong((Queue queue) -> queue.start).thenComparingLong(queue -> queue.order));
    /** The same receivers by when they came, for turns of the newest: going behind others makes no receiver newer. */
    private final TreeSet<Queue> arrivals = new TreeSet<>(Comparator.comparingLong(queue -> queue.since));
    /** Those of these receivers that have lanes whose documents are at hand. */
    private final TreeSet<Queue> holding = new TreeSet<>(turns.comparator());

    private long order;
    /** The start of the last turn, in nanoseconds of held places. */
    private long virtualNow;

    private boolean oldestNext;
    private int waiting;

    Ring(Standing standing) {
        this.standing = standing;
    }

    /** The lanes of one receiver. */
    private static final class Queue {
        private final String receiver;
        private final Set<Lane> lanes = new LinkedHashSet<>();
        /** Those of the lanes whose documents are at hand. */
        private final Set<Lane> holders = new LinkedHashSet<>();

        private double expected = FIRST_GUESS_NANOS;
        private long finish;
        private long start;
        private long order;
        private long since;
        private int inFlight;

        Queue(String receiver) {
            this.receiver = receiver;
        }
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    int size() {
        return waiting;
    }

    /** Adds a lane behind the others of its receiver; does nothing if it is here already. */
    void add(Lane lane) {
        Queue queue = byReceiver.computeIfAbsent(lane.stream().receiver(), Queue::new);
        if (queue.lanes.add(lane)) {
            waiting++;
            if (lane.holdsDocuments()) {
                queue.holders.add(lane);
            }
            if (queue.lanes.size() == 1) {
                queue.order = order++;
                queue.since = queue.order;
                wants(queue);
            } else if (!queue.holders.isEmpty() && turns.contains(queue)) {
                holding.add(queue);
            }
        }
    }

    private void wants(Queue queue) {
        if (standing == Standing.NEW) {
            arrivals.add(queue);
        } else {
            queue.start = Math.max(virtualNow, queue.finish);
        }
        turns.add(queue);
        if (!queue.holders.isEmpty()) {
            holding.add(queue);
        }
    }

    private void leave(Queue queue) {
        turns.remove(queue);
        arrivals.remove(queue);
        holding.remove(queue);
    }

    void remove(Lane lane, String receiver) {
        Queue queue = byReceiver.get(receiver);
        if (queue != null && queue.lanes.remove(lane)) {
            waiting--;
            if (queue.holders.remove(lane) && queue.holders.isEmpty()) {
                holding.remove(queue);
            }
            if (queue.lanes.isEmpty()) {
                leave(queue);
                forget(queue);
            }
        }
    }

    /** Takes out the next lane that the budget allows; null if there is none. */
    @Nullable
    Lane next(Budget budget) {
        if (turns.isEmpty() || !budget.allowsHeld(standing)) {
            return null;
        }
        if (!budget.allows(standing)) {
            return nextHolder(budget);
        }
        Queue queue = poll();
        while (queue != null) {
            if (budget.allows(standing, queue.receiver)) {
                return take(queue, queue.lanes.iterator().next());
            }
            // left out: it comes back when one of its requests ends
            queue = poll();
        }
        return null;
    }

    private @Nullable Queue poll() {
        if (turns.isEmpty()) {
            return null;
        }
        Queue queue = first();
        leave(queue);
        return queue;
    }

    private Queue first() {
        if (standing != Standing.NEW) {
            return turns.first();
        }
        oldestNext = !oldestNext;
        return oldestNext ? turns.first() : arrivals.last();
    }

    /** The next lane that needs no more heap than it has. */
    private @Nullable Lane nextHolder(Budget budget) {
        for (Queue queue : holding) {
            if (budget.allows(standing, queue.receiver)) {
                leave(queue);
                return take(queue, queue.holders.iterator().next());
            }
        }
        return null;
    }

    private Lane take(Queue queue, Lane lane) {
        queue.lanes.remove(lane);
        queue.holders.remove(lane);
        waiting--;
        virtualNow = Math.max(virtualNow, queue.start);
        queue.finish = queue.start + (long) queue.expected;
        queue.inFlight++;
        if (!queue.lanes.isEmpty()) {
            queue.order = order++;
            wants(queue);
        }
        return lane;
    }

    /** Notes that a turn of a receiver's lane led to no request: no place was held, and little work was done. */
    void unused(String receiver) {
        Queue queue = byReceiver.get(receiver);
        if (queue != null) {
            queue.inFlight--;
            queue.finish -= Math.max(0, (long) queue.expected - FIRST_GUESS_NANOS);
            if (turns.contains(queue)) {
                leave(queue);
                wants(queue);
            }
            forget(queue);
        }
    }

    /** Notes that a request that had its turn here has ended. */
    void ended(Flight flight, long heldNanos) {
        Queue queue = byReceiver.get(flight.receiver());
        if (queue != null) {
            queue.inFlight--;
            queue.finish += heldNanos - (long) queue.expected;
            queue.expected += WEIGHT * (heldNanos - queue.expected);
            forget(queue);
        }
    }

    /** Notes that a request to the receiver has ended: its lanes may have their turn again. */
    void freed(String receiver) {
        Queue queue = byReceiver.get(receiver);
        if (queue != null && !queue.lanes.isEmpty() && !turns.contains(queue)) {
            wants(queue);
        }
    }

    private void forget(Queue queue) {
        if (queue.lanes.isEmpty() && queue.inFlight <= 0 && queue.finish <= virtualNow) {
            byReceiver.remove(queue.receiver);
        } else if (byReceiver.size() > turns.size() + MOST_REMEMBERED) {
            byReceiver.values().removeIf(other -> other.lanes.isEmpty() && other.inFlight <= 0);
        }
    }
}
