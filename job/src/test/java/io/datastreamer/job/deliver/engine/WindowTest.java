package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** With several requests of a lane at once, the order of each SIM still holds, and nothing is lost or counted twice. */
class WindowTest {
    private static final Outcome DELIVERED = Outcome.delivered(200);
    private static final Outcome RESET = Outcome.unanswered(503, "reset");

    private final World world = new World().limits(new Limits(1, 1 << 20, Duration.ZERO, 8));
    private final StreamConfiguration stream = stream("s", 1);

    /** Finds this many events at once, each of another SIM. */
    private void backlogOfManySims(int events) {
        world.configure(paused(stream));
        for (long id = 1; id <= events; id++) {
            world.eventOf("sim-" + id, 1, id);
        }
        world.configure(stream);
    }

    private List<Long> openIds() {
        return world.open.stream().map(request -> request.ids().get(0)).toList();
    }

    private void answerOf(long id, Outcome outcome) {
        Request request = world.open.stream()
                .filter(each -> each.ids().contains(id))
                .findFirst()
                .orElseThrow();
        world.open.remove(request);
        world.finish(request, outcome);
        world.run();
    }

    @Test
    void aWindowOfEightHasEightOnTheirWay() {
        world.leaveOpen();
        backlogOfManySims(100);
        for (long answered = 1; answered <= 92; answered++) {
            assertThat(world.open).hasSize(8);
            world.answer(DELIVERED);
        }
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 92));
    }

    @Test
    void aDocumentWaitsForTheEarlierOneOfItsSim() {
        world.leaveOpen();
        world.configure(stream);
        world.eventOf("a", 1, 1);
        world.eventOf("a", 1, 2);
        world.eventOf("b", 1, 3);
        world.eventOf("a", 1, 4);
        assertThat(openIds()).containsExactly(1L, 3L);
        answerOf(1, DELIVERED);
        assertThat(openIds()).containsExactly(3L, 2L);
        answerOf(2, DELIVERED);
        assertThat(openIds()).containsExactly(3L, 4L);
    }

    @Test
    void theOrderOfASimHoldsThroughRetries() {
        world.leaveOpen();
        world.configure(stream);
        world.eventOf("a", 1, 1);
        world.eventOf("a", 1, 2);
        world.eventOf("b", 1, 3);
        answerOf(3, DELIVERED);
        answerOf(1, RESET);
        world.pass(Duration.ofSeconds(1));
        assertThat(openIds()).containsExactly(1L);
        answerOf(1, DELIVERED);
        assertThat(openIds()).containsExactly(2L);
        answerOf(2, DELIVERED);
        assertThat(world.acceptedBy("s")).containsExactly(3L, 1L, 2L);
    }

    @Test
    void oneThatHangsLetsTheOthersGoFourWindowsAheadAndNoFurther() {
        world.limits(new Limits(1, 1 << 20, Duration.ZERO, 2));
        world.answering(request -> request.ids().contains(1L) ? null : DELIVERED);
        backlogOfManySims(30);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(2, 8));
        assertThat(openIds()).containsExactly(1L);
        answerOf(1, DELIVERED);
        assertThat(world.acceptedBy("s")).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromArriving() {
        world.answering(request -> request.ids().contains(1L) ? RESET : DELIVERED);
        backlogOfManySims(20);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(2, 20));
        world.accept();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).hasSize(20).endsWith(1L);
    }

    @Test
    void theCursorStaysAtTheLowestThatIsNotDelivered() {
        world.leaveOpen();
        backlogOfManySims(5);
        for (long id = 2; id <= 5; id++) {
            answerOf(id, DELIVERED);
        }
        Stores snapshot = world.snapshot();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status("s").delivered()).isZero();
        world.accept();
        world.restore(snapshot, stream);
        // what was delivered ahead comes again, with the same ids; nothing is missing
        assertThat(world.acceptedBy("s")).containsExactly(2L, 3L, 4L, 5L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void whatWasDeliveredAheadIsNotSentAgainAfterAWait() {
        world.leaveOpen();
        backlogOfManySims(5);
        answerOf(2, DELIVERED);
        answerOf(4, DELIVERED);
        for (long id : List.of(1L, 3L, 5L)) {
            answerOf(id, RESET);
        }
        world.pass(Duration.ofSeconds(1));
        assertThat(openIds()).containsExactly(1L, 3L, 5L);
    }

    @Test
    void whatFailsTogetherIsOneFailureAndOneWait() {
        world.leaveOpen();
        backlogOfManySims(8);
        for (long id = 1; id <= 8; id++) {
            answerOf(id, RESET);
        }
        assertThat(world.attempts)
                .hasSize(8)
                .allSatisfy(attempt -> assertThat(attempt.attempt()).isEqualTo(1));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.open)
                .as("a receiver's part of the share of those that failed")
                .hasSize(4);
        answerOf(1, RESET);
        assertThat(world.attempts.get(8).attempt()).isEqualTo(2);
    }

    @Test
    void oneThatIsRefusedIsGivenUpWhenTheNextIsTaken() {
        world.answering(request -> request.ids().contains(3L) ? Outcome.contentRefused(400, "HTTP 400") : DELIVERED);
        backlogOfManySims(20);
        assertThat(world.rejected)
                .singleElement()
                .satisfies(rejected -> assertThat(rejected.reason()).startsWith("document 3:"));
        assertThat(world.acceptedBy("s")).hasSize(19).doesNotHaveDuplicates().doesNotContain(3L);
    }

    @Test
    void whatIsLeftAtTheEndDoesNotCountWhatWasDeliveredAhead() {
        world.answering(request -> request.ids().contains(1L) ? null : DELIVERED);
        backlogOfManySims(5);
        world.engine().beginDrain();
        assertThat(world.engine().finish())
                .singleElement()
                .satisfies(left -> assertThat(left.documents()).isEqualTo(1));
    }

    // ---- batches of which a place may take parts

    @Test
    void aBatchHoldsOneDocumentOfEachSimWhereThePlaceMayTakeParts() {
        world.limits(new Limits(10, 1 << 20, Duration.ZERO, 1, true));
        world.leaveOpen();
        world.configure(paused(stream));
        List<String> sims = List.of("a", "a", "b", "a", "c", "b");
        for (int i = 0; i < sims.size(); i++) {
            world.eventOf(sims.get(i), 1, i + 1);
        }
        world.configure(stream);
        assertThat(world.open.getFirst().ids()).containsExactly(1L, 3L, 5L);
        BitSet taken = new BitSet();
        taken.set(1, 3);
        world.answer(Outcome.partly(200, new Outcome.Parts(taken, new BitSet()), 3, "throttled", null));
        world.pass(Duration.ofSeconds(1));
        // the first of a has to be taken before its second goes; b goes on
        assertThat(world.open.getFirst().ids()).containsExactly(1L, 6L);
        world.answer(DELIVERED);
        world.answer(DELIVERED);
        world.answer(DELIVERED);
        List<Long> ofA = new ArrayList<>(world.acceptedBy("s"));
        ofA.retainAll(List.of(1L, 2L, 4L));
        assertThat(ofA).containsExactly(1L, 2L, 4L);
        assertThat(world.attempts)
                .filteredOn(a -> a.outcome() == DeliveryAttempt.Outcome.TRY_AGAIN)
                .hasSize(1);
    }
}
