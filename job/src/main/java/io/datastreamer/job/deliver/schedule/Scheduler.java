package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps that were decided. This is the one place where a lane changes what it does, where lanes are
 * queued and woken, and where what they hold is counted.
 */
public final class Scheduler {
    private final Timeline timeline;
    private final ReadyLanes ready;
    private final Budget budget;
    private final Listener listener;
    /** Turns that go on, each with a place in the budget. */
    private final Map<Lane, ReadyLanes.Turn> held = new HashMap<>();

    /** Hears of changes. */
    public interface Listener {
        /** A lane has left this phase, or has entered it again. */
        void moved(Lane lane, Phase before);

        /** A lane is ready, or something is due earlier than before. */
        void hasWork();
    }

    /** Creates a scheduler without lanes. */
    public Scheduler(Timeline timeline, ReadyLanes ready, Budget budget, Listener listener) {
        this.timeline = timeline;
        this.ready = ready;
        this.budget = budget;
        this.listener = listener;
    }

    /** Has the lane begin a step, or the same step again. */
    public void apply(Lane lane, Step step) {
        Phase before = lane.phase();
        boolean goesOn = step.phase() == Phase.LINGERING && step.equals(lane.step());
        if (!goesOn) {
            lane.enter(step, alarm(lane, step));
            listener.moved(lane, before);
        }
        ReadyLanes.Turn turn = held.get(lane);
        if (turn != null && !(step.phase() == Phase.READY && lane.isFilling())) {
            giveUp(turn);
            turn = null;
        }
        if (step.phase() != Phase.READY) {
            ready.remove(lane);
        } else if (turn == null) {
            ready.add(lane);
        }
        budget.waiting(lane.countWaiting());
        if (step.phase() == Phase.READY || (!goesOn && lane.phase() != before)) {
            listener.hasWork();
        }
    }

    private Timeline.@Nullable Entry alarm(Lane lane, Step step) {
        return switch (step.phase()) {
            case LINGERING, WAITING -> timeline.at(step.until(), () -> apply(lane, Step.GO));
            case IDLE -> step.until() == 0 ? null : timeline.at(step.until(), () -> apply(lane, Step.GO));
            case HELD, READY, SENDING, FIXING -> null;
        };
    }

    /** The next turn that the budget allows; null if there is none. It has no place in the budget. */
    public ReadyLanes.@Nullable Turn next() {
        ReadyLanes.Turn turn = ready.next(budget);
        if (turn != null && held.remove(turn.lane()) != null) {
            budget.giveBack(turn.standing(), turn.receiver(), 0);
        }
        return turn;
    }

    /** Ends a turn that led to no request. If its request has to be read on, the turn keeps its place instead. */
    public void sentNothing(ReadyLanes.Turn turn) {
        if (turn.lane().isFilling()) {
            held.put(turn.lane(), turn);
            budget.take(turn.standing(), turn.receiver(), 0);
            ready.goOn(turn);
        } else {
            ready.unused(turn);
            ready.freed(turn.receiver());
        }
    }

    private void giveUp(ReadyLanes.Turn turn) {
        held.remove(turn.lane());
        budget.giveBack(turn.standing(), turn.receiver(), 0);
        ready.drop(turn);
        ready.unused(turn);
        ready.freed(turn.receiver());
    }
}
