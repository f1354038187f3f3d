package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** A document that never gets an answer does not hold up the others, and is given up only on strict evidence. */
class ApartTest {
    private static final Outcome RESET = Outcome.unanswered(503, "reset");
    private static final Limits BULK = new Limits(1_000, 1 << 20, Duration.ZERO, 1);
    private static final Limits SINGLE = new Limits(1, 1 << 20, Duration.ZERO, 1);
    private static final Limits WINDOW = new Limits(1, 1 << 20, Duration.ZERO, 4);

    private World world = new World();
    private final StreamConfiguration stream = stream("s", 1);
    private final List<List<Long>> requests = new ArrayList<>();

    static List<Limits> shapes() {
        return List.of(BULK, SINGLE, WINDOW);
    }

    private void failingAt(Set<Long> poison, Outcome outcome) {
        world.answering(request -> {
            requests.add(request.ids());
            return request.ids().stream().anyMatch(poison::contains) ? outcome : Outcome.delivered(200);
        });
    }

    private void resetting(Long... poison) {
        failingAt(Set.of(poison), RESET);
    }

    /** Events, each of another SIM. */
    private void events(long from, long to) {
        for (long id = from; id <= to; id++) {
            world.eventOf("sim-" + id, 1, id);
        }
    }

    private void backlog(int events) {
        world.configure(paused(stream));
        events(1, events);
        world.configure(stream);
    }

    private List<Long> accepted() {
        return world.acceptedBy("s").stream().sorted().toList();
    }

    private static List<Long> without(List<Long> ids, Long... poison) {
        return ids.stream().filter(id -> !Set.of(poison).contains(id)).toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void othersGoOnBesideOneThatNeverGetsAnAnswer(Limits limits) {
        world.limits(limits);
        resetting(5L);
        backlog(8);
        world.pass(Duration.ofMinutes(1));
        assertThat(accepted()).isEqualTo(without(ids(1, 8), 5L));
        assertThat(world.rejected).isEmpty();
        events(9, 100);
        world.pass(Duration.ofMinutes(1));
        assertThat(accepted()).isEqualTo(without(ids(1, 100), 5L));
        assertThat(world.status("s").pending()).isEqualTo(1);
        assertThat(world.status("s").delivered()).isEqualTo(99);
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.RUNNING);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void itArrivesWhenTheReceiverIsMended(Limits limits) {
        world.limits(limits);
        resetting(5L, 6L);
        backlog(20);
        world.pass(Duration.ofMinutes(5));
        assertThat(accepted()).isEqualTo(without(ids(1, 20), 5L, 6L));
        world.restore(world.snapshot(), stream);
        world.pass(Duration.ofHours(2));
        resetting();
        world.pass(Duration.ofMinutes(40));
        assertThat(accepted()).isEqualTo(ids(1, 20));
        assertThat(world.status("s").pending()).isZero();
        assertThat(world.status("s").delivered()).isEqualTo(20);
    }

    @Test
    void withAWindowItsSimWaitsBehindIt() {
        world.limits(WINDOW);
        resetting(2L);
        world.configure(stream);
        for (long id = 1; id <= 200; id++) {
            world.eventOf(id % 10 == 2 ? "bad" : "sim-" + id % 10, 1, id);
        }
        world.pass(Duration.ofMinutes(2));
        assertThat(accepted())
                .isEqualTo(ids(1, 200).stream().filter(id -> id % 10 != 2).toList());
        resetting();
        world.pass(Duration.ofMinutes(40));
        assertThat(accepted()).isEqualTo(ids(1, 200));
        assertThat(world.acceptedBy("s").stream().filter(id -> id % 10 == 2).toList())
                .as("in order")
                .isSorted();
    }

    @Test
    void oneSimAloneHoldsNothingForEverInBulk() {
        resetting(5L);
        world.configure(paused(stream));
        world.events(1, 1, 8);
        world.configure(stream);
        world.pass(Duration.ofHours(2));
        assertThat(accepted()).isEqualTo(without(ids(1, 8), 5L));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void itIsGivenUpAfterHoursBesideNeighboursThatWereTaken(Limits limits) {
        world.limits(limits);
        resetting(5L);
        backlog(8);
        long id = 9;
        for (int minute = 0; minute < 5 * 60; minute++) {
            events(id, id++);
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.rejected).isEmpty();
        for (int minute = 0; minute < 15 * 60; minute++) {
            events(id, id++);
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.rejected).singleElement().satisfies(rejected -> {
            assertThat(rejected.reason()).startsWith("document 5:");
            assertThat(rejected.remoteStatus()).isEqualTo(503);
        });
        assertThat(world.status("s").refused()).isEqualTo(1);
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void withoutNeighboursItIsKeptUntilItExpires() {
        world = World.tellingEachMinute();
        resetting(5L);
        backlog(8);
        world.pass(Duration.ofDays(19));
        assertThat(world.rejected).isEmpty();
        assertThat(world.status("s").pending()).isEqualTo(1);
        world.pass(Duration.ofDays(2));
        assertThat(world.status("s").expired()).isEqualTo(1);
        assertThat(world.status("s").pending()).isZero();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anOutageSetsNothingApart(Limits limits) {
        world.limits(limits);
        world.answering(request -> RESET);
        backlog(20);
        world.pass(Duration.ofHours(5));
        world.accept();
        world.pass(Duration.ofMinutes(6));
        assertThat(accepted()).isEqualTo(ids(1, 20));
        assertThat(world.acceptedBy("s")).hasSize(20);
    }

    @Test
    void aDocumentThatIsTooLargeIsNeverGivenUpWhileNoLargerOneWasTaken() {
        world.limits(new Limits(10, 900_000, Duration.ZERO, 1));
        world.answering(request ->
                request.batch().jsonBytes() > 2_000 ? Outcome.contentRefused(413, "HTTP 413") : Outcome.delivered(200));
        world.configure(stream);
        long id = 1;
        for (int minute = 0; minute < 24 * 60; minute++) {
            boolean large = minute == 7;
            world.append(
                    1,
                    io.datastreamer.contract.RecordKind.EVENT,
                    1,
                    id,
                    "sim-" + id % 5,
                    world.now().toEpochMilli(),
                    large ? 5_000 : 500);
            id++;
            world.pass(Duration.ofMinutes(1));
        }
        assertThat(world.rejected).isEmpty();
        List<Long> missing =
                ids(1, id - 1).stream().filter(i -> !accepted().contains(i)).toList();
        assertThat(missing).containsExactly(8L);
        assertThat(world.status("s").pending()).isEqualTo(1);
        world.accept();
        world.pass(Duration.ofMinutes(40));
        assertThat(accepted()).isEqualTo(ids(1, id - 1));
    }
}
