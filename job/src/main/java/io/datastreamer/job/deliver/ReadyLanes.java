package io.datastreamer.job.deliver;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that want to send, each kind in turn: those not in good standing as far as their share of the budget goes, the
 * others as far as all of it goes.
 */
final class ReadyLanes {
    private final Deque<Lane> good = new ArrayDeque<>();
    private final Deque<Lane> doubtful = new ArrayDeque<>();

    void add(Lane lane) {
        (lane.isInDoubt() ? doubtful : good).addLast(lane);
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
        Lane lane = budget.allows(true) ? first(doubtful) : null;
        if (lane == null && budget.allows(false)) {
            lane = first(good);
        }
        return lane;
    }

    private static @Nullable Lane first(Deque<Lane> lanes) {
        Lane lane = lanes.pollFirst();
        while (lane != null && lane.phase() != Lane.Phase.READY) {
            lane = lanes.pollFirst();
        }
        return lane;
    }
}
