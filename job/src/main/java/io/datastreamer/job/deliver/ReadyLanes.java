package io.datastreamer.job.deliver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that want to send, by their {@link Standing}. Those in doubt come first as far as their share of the budget goes;
 * those that are current and those that are behind take turns, so that however many have to catch up, who is current
 * waits for one of them at most. Within a standing receivers come in turn, and so do the lanes of each receiver.
 */
final class ReadyLanes {
    private final Ring current = new Ring(Standing.CURRENT);
    private final Ring behind = new Ring(Standing.BEHIND);
    private final Ring inDoubt = new Ring(Standing.IN_DOUBT);
    private final List<Ring> rings = List.of(inDoubt, current, behind);
    /** Who comes first, of those that are not in doubt. */
    private Ring turn = current;

    void add(Lane lane) {
        switch (lane.standing()) {
            case CURRENT -> current.add(lane);
            case BEHIND -> behind.add(lane);
            case IN_DOUBT -> inDoubt.add(lane);
        }
    }

    boolean isEmpty() {
        return rings.stream().allMatch(Ring::isEmpty);
    }

    /**
     * The next lane that the budget allows; null when there is none. Lanes that are not ready any more are dropped on
     * the way.
     */
    @Nullable
    Lane next(Budget budget) {
        Lane lane = inDoubt.next(budget);
        if (lane == null) {
            Ring other = turn == current ? behind : current;
            lane = turn.next(budget);
            if (lane == null) {
                lane = other.next(budget);
            } else {
                turn = other;
            }
        }
        return lane;
    }

    /** A request to the receiver has ended: its lanes may have their turn again. */
    void freed(String receiver) {
        rings.forEach(ring -> ring.unpark(receiver));
    }

    /** The lanes of one receiver. */
    private static final class Queue {
        private final String receiver;
        private final Deque<Lane> lanes = new ArrayDeque<>();
        private boolean parked;

        Queue(String receiver) {
            this.receiver = receiver;
        }

        void dropOthers() {
            Lane first = lanes.peekFirst();
            while (first != null && first.phase() != Lane.Phase.READY) {
                lanes.removeFirst();
                first = lanes.peekFirst();
            }
        }
    }

    private static final class Ring {
        private final Standing standing;
        private final Map<String, Queue> byReceiver = new HashMap<>();
        /** Receivers whose turn comes; one that has used up its part is parked beside until a request of its ends. */
        private final Deque<Queue> turns = new ArrayDeque<>();

        Ring(Standing standing) {
            this.standing = standing;
        }

        boolean isEmpty() {
            return byReceiver.isEmpty();
        }

        void add(Lane lane) {
            String receiver = lane.stream().receiver();
            Queue queue = byReceiver.get(receiver);
            if (queue == null) {
                queue = new Queue(receiver);
                byReceiver.put(receiver, queue);
                turns.addLast(queue);
            }
            queue.lanes.addLast(lane);
        }

        @Nullable
        Lane next(Budget budget) {
            if (!budget.allows(standing)) {
                return null;
            }
            Queue queue = turns.pollFirst();
            while (queue != null) {
                queue.dropOthers();
                if (queue.lanes.isEmpty()) {
                    byReceiver.remove(queue.receiver);
                } else if (!budget.allows(standing, queue.receiver)) {
                    queue.parked = true;
                } else {
                    turns.addLast(queue);
                    return queue.lanes.removeFirst();
                }
                queue = turns.pollFirst();
            }
            return null;
        }

        void unpark(String receiver) {
            Queue queue = byReceiver.get(receiver);
            if (queue != null && queue.parked) {
                queue.parked = false;
                turns.addLast(queue);
            }
        }
    }
}
