package io.datastreamer.job.deliver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.Flights.flight;
import static io.datastreamer.job.deliver.Flights.lane;
import static io.datastreamer.job.deliver.Flights.ready;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may send next, under the budget of what is in flight. */
class ReadyLanesTest {
    private static final long MIB = 1 << 20;

    private final ReadyLanes lanes = new ReadyLanes();

    private static Lane good(String streamId) {
        Lane lane = ready(lane(streamId));
        lane.succeeded(1);
        return lane;
    }

    private static Lane behind(String streamId) {
        Lane lane = good(streamId);
        lane.behind(true);
        return lane;
    }

    private static Lane failing(String streamId) {
        Lane lane = ready(lane(streamId));
        lane.failed(World.START);
        return lane;
    }

    /** Takes lanes, each with a request of so many bytes, until none may send. */
    private List<Lane> takeAll(Budget budget, long bytes) {
        List<Lane> taken = new ArrayList<>();
        Lane lane = lanes.next(budget);
        while (lane != null) {
            budget.take(flight(lane, bytes));
            taken.add(lane);
            lane = lanes.next(budget);
        }
        return taken;
    }

    private static List<String> names(List<Lane> lanes) {
        return lanes.stream().map(lane -> lane.stream().id()).toList();
    }

    @Test
    void aLaneIsInDoubtUntilItDeliveredQuicklyAndAgainWhenItFailed() {
        Lane lane = lane("s");
        assertThat(lane.standing()).as("never delivered").isEqualTo(Standing.IN_DOUBT);
        lane.succeeded(10);
        assertThat(lane.standing()).as("quick").isEqualTo(Standing.CURRENT);
        lane.succeeded(5_000);
        assertThat(lane.standing()).as("slow").isEqualTo(Standing.IN_DOUBT);
        lane.succeeded(10);
        lane.failed(World.START);
        assertThat(lane.standing()).as("failed").isEqualTo(Standing.IN_DOUBT);
    }

    @Test
    void lanesComeInTurn() {
        for (String name : List.of("a", "b", "c")) {
            lanes.add(good(name));
        }
        assertThat(names(takeAll(new Budget(100, MIB), 1))).containsExactly("a", "b", "c");
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void whoIsCurrentWaitsForOneThatIsBehindAtMost() {
        for (int i = 0; i < 1_000; i++) {
            lanes.add(behind("behind " + i));
        }
        Budget budget = new Budget(10_000, MIB);
        assertThat(names(List.of(Objects.requireNonNull(lanes.next(budget))))).containsExactly("behind 0");
        lanes.add(good("current"));
        lanes.add(good("also"));
        assertThat(names(takeAll(budget, 1)).subList(0, 4)).containsExactly("current", "behind 1", "also", "behind 2");
    }

    @Test
    void thoseBehindLeaveAQuarterToThoseThatAreCurrent() {
        for (int i = 0; i < 100; i++) {
            lanes.add(behind("behind"));
        }
        Budget budget = new Budget(16, MIB);
        assertThat(takeAll(budget, 1)).hasSize(12);
        lanes.add(good("current"));
        assertThat(names(takeAll(budget, 1))).containsExactly("current");
    }

    @Test
    void lanesThatAreNotReadyAnyMoreAreDropped() {
        Lane held = good("held");
        Lane heldInDoubt = failing("held in doubt");
        lanes.add(held);
        lanes.add(heldInDoubt);
        lanes.add(good("a"));
        held.enter(Lane.Phase.HELD);
        heldInDoubt.enter(Lane.Phase.WAITING);
        assertThat(names(takeAll(new Budget(100, MIB), 1))).containsExactly("a");
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void lanesInDoubtTakeAQuarterOfTheRequests() {
        for (int i = 0; i < 100; i++) {
            lanes.add(failing("failing"));
        }
        assertThat(takeAll(new Budget(16, MIB), 1)).hasSize(4);
        for (int i = 0; i < 100; i++) {
            lanes.add(good("good"));
        }
        List<String> taken = names(takeAll(new Budget(16, MIB), 1));
        assertThat(taken).hasSize(16);
        assertThat(taken).filteredOn("failing"::equals).hasSize(4);
    }

    @Test
    void lanesInDoubtTakeAQuarterOfTheBytes() {
        for (int i = 0; i < 100; i++) {
            lanes.add(failing("failing"));
            lanes.add(good("good"));
        }
        Budget budget = new Budget(1_000, 16 * MIB);
        List<String> taken = names(takeAll(budget, MIB));
        assertThat(taken).filteredOn("failing"::equals).hasSize(4);
        assertThat(taken).filteredOn("good"::equals).hasSize(12);
        assertThat(budget.bytes()).isEqualTo(16 * MIB);
    }

    @Test
    void oneIsAlwaysAllowedHoweverLarge() {
        lanes.add(failing("failing"));
        lanes.add(good("good"));
        Budget tiny = new Budget(1, 1);
        Lane first = lanes.next(tiny);
        assertThat(first).isNotNull();
        Flight large = flight(first, 100 * MIB);
        tiny.take(large);
        assertThat(lanes.next(tiny)).isNull();
        tiny.giveBack(large);
        assertThat(names(takeAll(tiny, 1))).containsExactly("good");
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        Budget budget = new Budget(8, MIB);
        for (int i = 0; i < 50; i++) {
            lanes.add(failing("failing"));
            lanes.add(good("good"));
        }
        List<Flight> flights =
                takeAll(budget, 100).stream().map(lane -> flight(lane, 100)).toList();
        assertThat(flights).hasSize(8);
        flights.forEach(budget::giveBack);
        assertThat(budget.requests()).isZero();
        assertThat(budget.bytes()).isZero();
        List<String> again = names(takeAll(budget, 100));
        assertThat(again).filteredOn("failing"::equals).hasSize(2);
        assertThat(again).filteredOn("good"::equals).hasSize(6);
    }

    @Test
    void aRequestGivesBackTheShareThatItTookAlsoWhenItsLaneHasChanged() {
        Budget budget = new Budget(4, MIB);
        Lane lane = failing("s");
        Flight flight = flight(lane, 100);
        budget.take(flight);
        assertThat(budget.allows(Standing.IN_DOUBT)).isFalse();
        lane.succeeded(1);
        budget.giveBack(flight);
        assertThat(budget.allows(Standing.IN_DOUBT)).isTrue();
    }

    @Test
    void nobodyStarvesWhileEverybodyIsAlwaysReady() {
        Map<String, Integer> turns = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            lanes.add(failing("failing " + i));
            lanes.add(good("good " + i));
        }
        Budget budget = new Budget(8, MIB);
        Deque<Flight> inFlight = new ArrayDeque<>();
        for (int round = 0; round < 800; round++) {
            for (Lane lane : takeAll(budget, 100)) {
                inFlight.add(flight(lane, 100));
                turns.merge(lane.stream().id(), 1, Integer::sum);
            }
            Flight done = inFlight.removeFirst();
            budget.giveBack(done);
            lanes.add(done.lane());
        }
        assertThat(turns)
                .hasSize(80)
                .allSatisfy((name, count) -> assertThat(count).isBetween(4, 16));
    }
}
