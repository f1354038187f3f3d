package io.datastreamer.job.deliver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that want to send. Receivers come in turn, and so do the lanes of each receiver: those not in good standing as
 * far as their share of the budget goes, the others as far as all of it goes.
 */
final class ReadyLanes {
    private final Ring good = new Ring(false);
    private final Ring doubtful = new Ring(true);

    void add(Lane lane) {
        (lane.isInDoubt() ? doubtful : good).add(lane);
    }

    boolean isEmpty() {
        return good.isEmpty() && doubtful.isEmpty();
    }

    /**
     * The next lane that the budget allows; null when there is none. Lanes that are not ready any more are dropped on
     * the way.
     */
    @Nullable
    Lane next(Budget budget) {
        Lane lane = budget.allows(true) ? doubtful.next(budget) : null;
        return lane == null && budget.allows(false) ? good.next(budget) : lane;
    }

    /** A request to the receiver has ended: its lanes may have their turn again. */
    void freed(String receiver) {
        good.unpark(receiver);
        doubtful.unpark(receiver);
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
        private final boolean inDoubt;
        private final Map<String, Queue> byReceiver = new HashMap<>();
        /** Receivers whose turn comes; one that has used up its part is parked beside until a request of its ends. */
        private final Deque<Queue> turns = new ArrayDeque<>();

        Ring(boolean inDoubt) {
            this.inDoubt = inDoubt;
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
            Queue queue = turns.pollFirst();
            while (queue != null) {
                queue.dropOthers();
                if (queue.lanes.isEmpty()) {
                    byReceiver.remove(queue.receiver);
                } else if (!budget.allows(inDoubt, queue.receiver)) {
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
