package io.datastreamer.job.deliver.schedule;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.job.deliver.journal.Entry;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.lane.Flight;
import io.datastreamer.job.deliver.lane.Flights;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Standing;
import io.datastreamer.job.deliver.schedule.ReadyLanes.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.lane.Flights.current;
import static io.datastreamer.job.deliver.lane.Flights.flight;
import static io.datastreamer.job.deliver.lane.Flights.lane;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests which lane may send next, within the budget of what is in flight. */
class ReadyLanesTest {
    private static final long MIB = 1 << 20;
    private static final long SECOND = 1_000_000_000;

    private final ReadyLanes lanes = new ReadyLanes();

    private static Lane behind(String streamId) {
        Lane lane = current(streamId);
        lane.behind(true);
        return lane;
    }

    private static Lane slow(String streamId) {
        Lane lane = lane(streamId);
        lane.health().succeeded(3 * SECOND);
        return lane;
    }

    private static Lane failing(String streamId) {
        Lane lane = lane(streamId);
        lane.health().failed(false, 0, 0);
        return lane;
    }

    private static Lane silent(String streamId) {
        Lane lane = lane(streamId);
        lane.health().failed(true, 0, 0);
        return lane;
    }

    /** Takes lanes, each with a request of this many bytes, until none may send. */
    private List<Flight> takeAll(Budget budget, long bytes) {
        List<Flight> taken = new ArrayList<>();
        Turn turn = lanes.next(budget);
        while (turn != null) {
            Flight flight = flight(turn.lane(), bytes);
            budget.take(flight);
            taken.add(flight);
            turn = lanes.next(budget);
        }
        return taken;
    }

    private static List<String> names(List<Flight> flights) {
        return flights.stream().map(flight -> flight.lane().stream().id()).toList();
    }

    private String next(Budget budget) {
        Turn turn = lanes.next(budget);
        if (turn == null) {
            throw new AssertionError("nobody may send");
        }
        return turn.lane().stream().id();
    }

    @Test
    void aLaneStandsAsItFaredLast() {
        Lane lane = lane("s");
        assertThat(lane.standing()).as("never tried").isEqualTo(Standing.NEW);
        lane.health().succeeded(10);
        assertThat(lane.standing()).as("quick").isEqualTo(Standing.CURRENT);
        lane.behind(true);
        assertThat(lane.standing()).as("with more to do").isEqualTo(Standing.BEHIND);
        lane.health().succeeded(5 * SECOND);
        assertThat(lane.standing()).as("slow").isEqualTo(Standing.SLOW);
        lane.health().failed(false, 0, 0);
        assertThat(lane.standing()).as("failed").isEqualTo(Standing.FAILED);
        lane.health().failed(true, 0, 0);
        assertThat(lane.standing()).as("did not answer").isEqualTo(Standing.SILENT);
    }

    @Test
    void lanesComeInTurn() {
        for (String name : List.of("a", "b", "c")) {
            lanes.add(current(name));
        }
        assertThat(names(takeAll(new Budget(100, MIB), 1))).containsExactly("a", "b", "c");
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void aLaneIsThereOnce() {
        Lane lane = current("a");
        for (int i = 0; i < 5; i++) {
            lanes.add(lane);
        }
        lane.behind(true);
        lanes.add(lane);
        assertThat(lanes.waiting(Standing.CURRENT)).isZero();
        assertThat(lanes.waiting(Standing.BEHIND)).isEqualTo(1);
        assertThat(names(takeAll(new Budget(100, MIB), 1))).containsExactly("a");
    }

    @Test
    void aLaneThatComesBackAtOnceTakesTurnsWithTheOthersOfItsReceiver() {
        Lane wide = lane("wide", "one");
        Lane narrow = lane("narrow", "one");
        wide.health().succeeded(1);
        narrow.health().succeeded(1);
        Budget budget = new Budget(1_000, MIB);
        Map<String, Integer> turns = new HashMap<>();
        lanes.add(wide);
        lanes.add(narrow);
        for (int i = 0; i < 100; i++) {
            Turn turn = lanes.next(budget);
            assertThat(turn).isNotNull();
            turns.merge(turn.lane().stream().id(), 1, Integer::sum);
            lanes.add(turn.lane());
            lanes.add(wide);
        }
        assertThat(turns).containsEntry("wide", 50).containsEntry("narrow", 50);
    }

    @Test
    void aTurnThatComesToNothingHoldsNoPlace() {
        Budget budget = new Budget(100, MIB);
        Lane cuts = silent("cuts");
        Lane sends = silent("sends");
        for (Lane lane : List.of(cuts, sends)) {
            lanes.add(lane);
            assertThat(next(budget)).isEqualTo(lane.stream().id());
            // from now on requests of both are expected to take long
            lanes.ended(flight(lane, 1), 30 * SECOND);
        }
        int requests = 0;
        for (int cut = 0; cut < 50; ) {
            lanes.add(cuts);
            lanes.add(sends);
            Turn turn = lanes.next(budget);
            assertThat(turn).isNotNull();
            if (turn.lane() == cuts) {
                cut++;
                lanes.unused(turn);
            } else {
                requests++;
                lanes.ended(flight(sends, 1), 30 * SECOND);
            }
        }
        assertThat(requests).isLessThan(3);
    }

    @Test
    void whoIsCurrentWaitsForOneOtherAtMost() {
        for (int i = 0; i < 1_000; i++) {
            lanes.add(behind("behind " + i));
            lanes.add(slow("slow " + i));
            lanes.add(lane("new " + i));
            lanes.add(failing("failing " + i));
            lanes.add(silent("silent " + i));
        }
        Budget budget = new Budget(10_000, 100 * MIB);
        next(budget);
        lanes.add(current("current"));
        lanes.add(current("also"));
        assertThat(next(budget)).isEqualTo("current");
        assertThat(next(budget)).isNotEqualTo("also");
        assertThat(next(budget)).isEqualTo("also");
    }

    @Test
    void everyStandingHasAShareThatNoOtherTakes() {
        for (int i = 0; i < 200; i++) {
            lanes.add(behind("behind"));
            lanes.add(slow("slow"));
            lanes.add(lane("new"));
            lanes.add(failing("failing"));
            lanes.add(silent("silent"));
        }
        // all lanes of a name have one receiver here: each has a quarter of its share
        List<String> taken = names(takeAll(new Budget(64, MIB), 1));
        assertThat(taken).filteredOn("behind"::equals).hasSize(12);
        assertThat(taken).filteredOn("slow"::equals).hasSize(4);
        assertThat(taken).filteredOn("new"::equals).hasSize(2);
        assertThat(taken).filteredOn("failing"::equals).hasSize(1);
        assertThat(taken).filteredOn("silent"::equals).hasSize(1);
    }

    @Test
    void thoseThatMayHangHaveHalfTogether() {
        for (int i = 0; i < 200; i++) {
            lanes.add(slow("slow " + i));
            lanes.add(lane("new " + i));
            lanes.add(failing("failing " + i));
            lanes.add(silent("silent " + i));
        }
        Budget budget = new Budget(64, 64 * MIB);
        List<String> taken = names(takeAll(budget, 1));
        assertThat(taken).hasSize(32);
        assertThat(taken).filteredOn(name -> name.startsWith("slow")).hasSize(16);
        assertThat(taken).filteredOn(name -> name.startsWith("new")).hasSize(8);
        for (int i = 0; i < 200; i++) {
            lanes.add(current("current " + i));
        }
        assertThat(takeAll(budget, 1)).hasSize(32);
    }

    @Test
    void theNewestAndTheOldestOfThoseNeverTriedComeInTurn() {
        for (int i = 0; i < 5_000; i++) {
            lanes.add(lane("new " + i));
        }
        Budget budget = new Budget(1_000, 64 * MIB);
        assertThat(List.of(next(budget), next(budget), next(budget), next(budget)))
                .containsExactly("new 0", "new 4999", "new 1", "new 4998");
    }

    @Test
    void aReceiverWithMoreLanesThatWereNeverTriedIsNotNewerAfterEachTurn() {
        for (int i = 0; i < 100; i++) {
            lanes.add(lane("hangs " + i, "receiver " + i));
            lanes.add(lane("hangs too " + i, "receiver " + i));
        }
        Budget budget = new Budget(1_000, 64 * MIB);
        for (int turns = 0; turns < 3; turns++) {
            next(budget);
        }
        lanes.add(lane("newest"));
        assertThat(List.of(next(budget), next(budget))).contains("newest");
    }

    @Test
    void whoHoldsAPlaceForLongComesLessOften() {
        Budget budget = new Budget(16, 64 * MIB);
        // one place for four receivers that are slow
        Map<String, Long> heldFor =
                Map.of("3 s", 3 * SECOND, "6 s", 6 * SECOND, "12 s", 12 * SECOND, "24 s", 24 * SECOND);
        heldFor.keySet().forEach(name -> lanes.add(slow(name)));
        Map<String, Long> held = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            Turn turn = lanes.next(budget);
            assertThat(turn).isNotNull();
            String name = turn.lane().stream().id();
            Flight flight = flight(turn.lane(), 1);
            budget.take(flight);
            budget.giveBack(flight);
            long time = heldFor.getOrDefault(name, 0L);
            lanes.ended(flight, time);
            held.merge(name, time, Long::sum);
            lanes.add(turn.lane());
        }
        long all = held.values().stream().mapToLong(Long::longValue).sum();
        assertThat(held)
                .hasSize(4)
                .allSatisfy((name, time) -> assertThat(time / (double) all)
                        .as("part of the time of " + name)
                        .isBetween(0.23, 0.27));
    }

    @Test
    void oneIsAlwaysAllowedHoweverLarge() {
        lanes.add(failing("failing"));
        lanes.add(current("good"));
        Budget tiny = new Budget(1, 1);
        Turn first = lanes.next(tiny);
        assertThat(first).isNotNull();
        Flight large = flight(first.lane(), 100 * MIB);
        tiny.take(large);
        assertThat(lanes.next(tiny)).isNull();
        tiny.giveBack(large);
        assertThat(names(takeAll(tiny, 1))).hasSize(1);
    }

    @Test
    void whatIsGivenBackIsFreeAgain() {
        Budget budget = new Budget(16, MIB);
        for (int i = 0; i < 50; i++) {
            lanes.add(failing("failing " + i));
            lanes.add(current("good " + i));
        }
        List<Flight> flights = takeAll(budget, 100);
        assertThat(flights).hasSize(16);
        flights.forEach(budget::giveBack);
        assertThat(budget.requests()).isZero();
        assertThat(budget.bytes()).isZero();
        assertThat(takeAll(budget, 100)).hasSize(16);
    }

    @Test
    void whoHasItsDocumentsAtHandGoesAlsoWhereThereIsNoHeapForMore() {
        Budget budget = new Budget(64, 64_000);
        budget.waiting(64_000);
        List<Lane> holders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lanes.add(failing("would read " + i));
            Lane holder = holding(failing("holds " + i), 500);
            holders.add(holder);
            budget.waiting(500);
            lanes.add(holder);
        }
        // another request is under way, so that heap is what is scarce
        budget.take(flight(current("other"), 100));
        assertThat(budget.allows(Standing.FAILED)).isFalse();
        for (int i = 0; i < 3; i++) {
            String name = next(budget);
            assertThat(name).isEqualTo("holds " + i);
            budget.take(flight(holders.get(i), 500));
            budget.waiting(-500);
        }
        assertThat(lanes.next(budget)).as("the others need heap").isNull();
    }

    private static Lane holding(Lane lane, int bytes) {
        Batch.Item item = new Batch.Item(1, 1, "", new byte[bytes], 0, bytes, 0, 0);
        Entry entry = new Entry(item, 0, 0, 0, Flights.START);
        Position next = new Position(0, 1);
        lane.openRound().add(new Reading(List.of(entry), 1, bytes, Flights.START, next, 1, 0, false, Reading.Stop.END));
        return lane;
    }

    @Test
    void aRequestGivesBackTheShareThatItTookAlsoWhenItsLaneHasChanged() {
        Budget budget = new Budget(16, MIB);
        Lane lane = failing("s");
        Flight flight = flight(lane, 100);
        budget.take(flight);
        assertThat(budget.allows(Standing.FAILED)).isFalse();
        lane.health().succeeded(1);
        budget.giveBack(flight);
        assertThat(budget.allows(Standing.FAILED)).isTrue();
    }

    @Test
    void nobodyStarvesWhileEverybodyIsAlwaysReady() {
        Map<String, Integer> turns = new TreeMap<>();
        List<Lane> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(failing("failing " + i));
            all.add(current("good " + i));
            all.add(silent("silent " + i));
        }
        all.forEach(lanes::add);
        Budget budget = new Budget(32, MIB);
        Deque<Flight> inFlight = new ArrayDeque<>();
        for (int round = 0; round < 4_000; round++) {
            for (Flight flight : takeAll(budget, 100)) {
                inFlight.add(flight);
                turns.merge(flight.lane().stream().id(), 1, Integer::sum);
            }
            Flight done = inFlight.removeFirst();
            budget.giveBack(done);
            lanes.ended(done, 1_000);
            lanes.add(done.lane());
        }
        assertThat(turns).hasSize(all.size());
        assertThat(turns).allSatisfy((name, count) -> assertThat(count).as(name).isGreaterThan(2));
    }

    @Test
    void aLaneThatDoesNotWantToSendAnyMoreIsGone() {
        Lane held = current("held");
        lanes.add(held);
        lanes.add(current("a"));
        lanes.remove(held);
        assertThat(names(takeAll(new Budget(100, MIB), 1))).containsExactly("a");
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void whoeverWaitsForItsReceiverHasItsTurnWhenARequestEnds() {
        for (int i = 0; i < 10; i++) {
            Lane lane = Flights.lane("s" + i, "one");
            lane.health().succeeded(1);
            lanes.add(lane);
        }
        Budget budget = new Budget(16, MIB);
        List<Flight> flights = takeAll(budget, 1);
        assertThat(flights).as("a quarter of the share").hasSize(4);
        Flight first = flights.get(0);
        budget.giveBack(first);
        lanes.ended(first, 1_000);
        assertThat(names(takeAll(budget, 1))).containsExactly("s4");
    }
}
