package io.datastreamer.tools.simulate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Decides who acts when. Each actor has at most one turn ahead; of turns at the same time, the one set first comes
 * first.
 */
final class Schedule {
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(Comparator.comparingLong(Turn::atMillis).thenComparingLong(Turn::number));
    private final Map<Actor, Turn> next = new HashMap<>();
    private long given;
    private long nowMillis;

    private record Turn(long atMillis, long number, Actor actor) {}

    Schedule(long startMillis) {
        this.nowMillis = startMillis;
    }

    /** Gives the actor a turn at this time, instead of the one it has. */
    void at(long atMillis, Actor actor) {
        Turn turn = new Turn(Math.max(atMillis, nowMillis), given++, actor);
        next.put(actor, turn);
        turns.add(turn);
    }

    /** Lets the next actor act. */
    void advance() {
        Turn turn = turns.remove();
        if (turn.equals(next.get(turn.actor()))) {
            next.remove(turn.actor());
            nowMillis = turn.atMillis();
            turn.actor().act(nowMillis);
        }
    }

    long nowMillis() {
        return nowMillis;
    }
}
