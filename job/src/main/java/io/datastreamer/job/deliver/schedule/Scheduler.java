package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.lane.Step;
import io.datastreamer.job.deliver.time.Timeline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what was decided: the one place where a lane changes what it does, where lanes are queued and woken, and
 * where what they hold is counted.
 */
public final class Scheduler {
    private final Timeline timeline;
    private final ReadyLanes ready;
    private final Budget budget;
    private final Listener listener;
    /** Turns that go on, with a place in the budget. */
    private final Map<Lane, ReadyLanes.Turn> held = new HashMap<>();

    /** Is told of moves. */
    public interface Listener {
        /** A lane was in this phase before, and is in another one or again in this one. */
        void moved(Lane lane, Phase before);

        /** Somebody is ready, or something will be due earlier. */
        void hasWork();
    }

    /** Nobody does anything yet. */
    public Scheduler(Timeline timeline, ReadyLanes ready, Budget budget, Listener listener) {
        this.timeline = timeline;
        this.ready = ready;
        this.budget = budget;
        this.listener = listener;
    }

    /** Has the lane do something else, or the same again. */
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

    /** The next turn that the budget allows; null when there is none. It has no place in the budget. */
    public ReadyLanes.@Nullable Turn next() {
        ReadyLanes.Turn turn = ready.next(budget);
        if (turn != null && held.remove(turn.lane()) != null) {
            budget.giveBack(turn.standing(), turn.receiver(), 0);
        }
        return turn;
    }

    /** A turn has come to nothing yet: where its request is to be read on, it keeps its place, otherwise it is over. */
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
