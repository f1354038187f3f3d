package io.datastreamer.job.deliver.schedule;

import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Standing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that want to send, each at most once, by their {@link Standing}. Every other turn goes to a current lane; the
 * others go round the standings. So current lanes wait for at most one other turn, and no standing waits for more than
 * ten, apart from turns that go on.
 */
public final class ReadyLanes {
    private static final List<Standing> OTHERS =
            List.of(Standing.BEHIND, Standing.NEW, Standing.SLOW, Standing.FAILED, Standing.SILENT);

    private final Map<Standing, Ring> rings = new EnumMap<>(Standing.class);
    private final Map<Lane, Turn> places = new HashMap<>();
    /** Turns that go on: their requests are being read, and have their place in the budget already. */
    private final Deque<Turn> goingOn = new ArrayDeque<>();

    private boolean currentNext = true;
    private boolean goingOnNext;
    private int other;

    /**
     * A lane's turn.
     *
     * @param lane which lane may send
     * @param standing its standing when it became ready
     * @param receiver where it sends to
     */
    public record Turn(Lane lane, Standing standing, String receiver) {}

    /** Creates a queue without lanes. */
    public ReadyLanes() {
        for (Standing standing : Standing.values()) {
            rings.put(standing, new Ring(standing));
        }
    }

    /** Adds a lane that wants to send; does nothing if it is here already with the same standing and receiver. */
    public void add(Lane lane) {
        Turn place = new Turn(lane, lane.standing(), lane.stream().receiver());
        Turn before = places.get(lane);
        if (place.equals(before)) {
            return;
        }
        if (before != null) {
            ring(before).remove(lane, before.receiver());
        }
        places.put(lane, place);
        ring(place).add(lane);
    }

    /** Continues a turn whose request has to be read on before it can be sent. */
    void goOn(Turn turn) {
        goingOn.addLast(turn);
    }

    /** Drops a turn that was to go on. */
    void drop(Turn turn) {
        goingOn.remove(turn);
    }

    /** Removes a lane that does not want to send any more. */
    public void remove(Lane lane) {
        Turn place = places.remove(lane);
        if (place != null) {
            ring(place).remove(lane, place.receiver());
        }
    }

    /** Whether no lane is ready. */
    public boolean isEmpty() {
        return places.isEmpty() && goingOn.isEmpty();
    }

    /** How many lanes of a standing wait for their turn. */
    public int waiting(Standing standing) {
        return Objects.requireNonNull(rings.get(standing)).size();
    }

    /** How many turns go on, with their requests being read. */
    public int goingOn() {
        return goingOn.size();
    }

    /** Takes out the next turn that the budget allows; null if there is none. */
    public @Nullable Turn next(Budget budget) {
        goingOnNext = !goingOnNext;
        Turn turn = goingOnNext ? goingOn.pollFirst() : null;
        if (turn == null) {
            turn = nextOfRings(budget);
        }
        return turn == null ? goingOn.pollFirst() : turn;
    }

    private @Nullable Turn nextOfRings(Budget budget) {
        Ring current = Objects.requireNonNull(rings.get(Standing.CURRENT));
        Lane lane = currentNext ? current.next(budget) : nextOther(budget);
        if (lane == null) {
            lane = currentNext ? nextOther(budget) : current.next(budget);
        }
        if (lane != null) {
            currentNext = lane.standing() != Standing.CURRENT;
        }
        return lane == null ? null : places.remove(lane);
    }

    private @Nullable Lane nextOther(Budget budget) {
        for (int i = 0; i < OTHERS.size(); i++) {
            Lane lane = Objects.requireNonNull(rings.get(OTHERS.get(other))).next(budget);
            other = (other + 1) % OTHERS.size();
            if (lane != null) {
                return lane;
            }
        }
        return null;
    }

    /** Notes that a turn has ended without a request. */
    public void unused(Turn turn) {
        ring(turn).unused(turn.receiver());
    }

    /**
     * Notes that a request has ended: its receiver's lanes may have their turn again.
     *
     * @param heldNanos how long it held its place
     */
    public void ended(Flight flight, long heldNanos) {
        Objects.requireNonNull(rings.get(flight.standing())).ended(flight, heldNanos);
        freed(flight.receiver());
    }

    /** Notes that a place in flight to the receiver is free again. */
    void freed(String receiver) {
        rings.values().forEach(ring -> ring.freed(receiver));
    }

    private Ring ring(Turn of) {
        return Objects.requireNonNull(rings.get(of.standing()));
    }
}
