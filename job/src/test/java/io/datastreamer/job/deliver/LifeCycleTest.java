package io.datastreamer.job.deliver;

import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.DeliverOptions;
import io.datastreamer.job.deliver.engine.Request;
import io.datastreamer.job.deliver.engine.Undelivered;
import io.datastreamer.job.deliver.engine.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests how the operator ends and begins again, with lanes in every phase: drained, stopped, cancelled, restored,
 * rescaled.
 */
class LifeCycleTest {
    private static final Outcome UNAVAILABLE = Outcome.tryAgain(503, "HTTP 503", null);
    private static final Outcome DELIVERED = Outcome.delivered(200);
    /** Only one doubtful request at a time: if it hangs, those behind it wait for their turn. */
    private static final DeliverOptions NARROW = World.options(Duration.ofMillis(10), 4);

    private static final DeliverOptions PATIENT = World.options(Duration.ofMillis(1_500), World.DEFAULTS.maxRequests());

    /** The streams of {@link #lanesInEveryPhase}, by organisation, from 1. */
    private static final List<String> PHASES =
            List.of("idle", "paused", "broken", "lingering", "object", "waiting", "sending", "ready");

    private static final int FIRST = 30;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(false));
    }

    private static StreamConfiguration stream(String id, long organisation, String shape) {
        return World.stream(
                id, organisation, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of("shape", shape));
    }

    private static void events(DeliverHarness harness, long organisation, long from, long to) throws Exception {
        for (long id = from; id <= to; id++) {
            harness.event(organisation, id);
        }
    }

    /** Creates a stream for each phase, each of its own organisation with the events 1 to {@link #FIRST}. */
    private static void lanesInEveryPhase(DeliverHarness harness) throws Exception {
        harness.answering(request -> switch (request.streamId()) {
            case "sending" -> null;
            case "waiting" -> UNAVAILABLE;
            default -> DELIVERED;
        });
        for (int i = 0; i < PHASES.size(); i++) {
            String id = PHASES.get(i);
            int organisation = i + 1;
            StreamConfiguration stream = stream(id, organisation, id);
            harness.configure(id.equals("paused") ? paused(stream) : stream);
            events(harness, organisation, 1, FIRST);
            if (id.equals("waiting")) {
                // before the request that hangs takes the only place for doubtful ones
                harness.configure(stream);
            }
        }
        assertThat(harness.acceptedBy("idle")).isEqualTo(ids(1, FIRST));
        assertThat(harness.status("paused").state()).isEqualTo(StreamStatus.State.PAUSED);
        assertThat(harness.status("broken").state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(harness.status("waiting").nextAttemptAt()).isNotNull();
        assertThat(harness.unanswered()).extracting(Request::streamId).containsExactly("sending");
        for (String id : List.of("paused", "broken", "lingering", "object", "ready")) {
            assertThat(harness.acceptedBy(id)).as(id).isEmpty();
        }
    }

    /** Repairs everything: streams are resumed and mended, a checkpoint completes, and the end waits for nothing. */
    private static void heal(DeliverHarness harness, boolean hasPaused, boolean hasBroken) throws Exception {
        harness.answering(request -> DELIVERED);
        if (hasPaused) {
            harness.configure(stream("paused", 1 + PHASES.indexOf("paused"), "well"));
        }
        if (hasBroken) {
            harness.configure(stream("broken", 1 + PHASES.indexOf("broken"), "well"));
        }
        harness.run();
        harness.endInputs();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lanesOfEveryPhaseGoOnAfterARestore(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0, NARROW).open()) {
            lanesInEveryPhase(harness);
            state = harness.snapshot(1);
            harness.cancel();
        }
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0, PATIENT)) {
            harness.answering(request -> null);
            harness.restore(List.of(state), 1, 1, 0);
            for (long organisation = 1; organisation <= PHASES.size(); organisation++) {
                harness.event(organisation, FIRST + 1);
            }
            harness.unanswered().forEach(request -> harness.finish(request, DELIVERED));
            heal(harness, true, true);
            for (String id : PHASES) {
                long from = id.equals("idle") ? FIRST + 1 : 1;
                assertThat(harness.acceptedBy(id)).as(id).isEqualTo(ids(from, FIRST + 1));
            }
            assertThat(harness.undelivered()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void lanesOfEveryPhaseGoOnAfterRescaling(StateBackend backend) throws Exception {
        List<OperatorSubtaskState> states;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0, NARROW).open()) {
            lanesInEveryPhase(harness);
            states = List.of(harness.snapshot(1));
            harness.cancel();
        }
        states = rescaled(backend, states, 1, 3, FIRST + 1, false);
        rescaled(backend, states, 3, 2, FIRST + 2, true);
    }

    /** Restores into this many subtasks, and gives each organisation one more event; requests are answered or not. */
    private static List<OperatorSubtaskState> rescaled(
            StateBackend backend,
            List<OperatorSubtaskState> states,
            int oldParallelism,
            int parallelism,
            long nextId,
            boolean heals)
            throws Exception {
        List<OperatorSubtaskState> snapshots = new ArrayList<>();
        for (int index = 0; index < parallelism; index++) {
            try (DeliverHarness harness = new DeliverHarness(backend, parallelism, index, PATIENT)) {
                harness.answering(request -> heals ? DELIVERED : null);
                harness.restore(states, oldParallelism, parallelism, index);
                List<String> owned = new ArrayList<>();
                for (int i = 0; i < PHASES.size(); i++) {
                    if (owner(i + 1, parallelism) == index) {
                        harness.event(i + 1, nextId);
                        owned.add(PHASES.get(i));
                    }
                }
                if (heals) {
                    heal(harness, owned.contains("paused"), owned.contains("broken"));
                    for (String id : PHASES) {
                        long from = id.equals("idle") ? FIRST + 1 : 1;
                        assertThat(harness.acceptedBy(id))
                                .as(id)
                                .isEqualTo(owned.contains(id) ? ids(from, nextId) : List.of());
                    }
                } else {
                    snapshots.add(harness.snapshot(2));
                    harness.cancel();
                }
            }
        }
        return snapshots;
    }

    private static int owner(long organisation, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                World.journalKey(organisation), DeliverHarness.MAX_PARALLELISM, parallelism);
    }

    @Test
    void theEndDeliversWhatCanBeDeliveredInTimeAndTellsTheRest() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0, PATIENT).open()) {
            harness.answering(request -> switch (request.streamId()) {
                case "answersLater", "hangs" -> null;
                case "heals", "stays away" -> UNAVAILABLE;
                default -> DELIVERED;
            });
            int organisation = 0;
            for (String id : List.of("answersLater", "hangs", "heals", "stays away", "lingering", "object", "paused")) {
                StreamConfiguration stream = stream(id, ++organisation, id);
                harness.configure(id.equals("paused") ? paused(stream) : stream);
                events(harness, organisation, 1, 3);
            }
            var later = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
            var answered = CompletableFuture.runAsync(
                    () -> harness.unanswered().stream()
                            .filter(request -> request.streamId().equals("answersLater"))
                            .forEach(request -> harness.finish(request, DELIVERED)),
                    later);
            harness.answering(request -> switch (request.streamId()) {
                case "answersLater", "heals", "lingering", "object" -> DELIVERED;
                case "stays away" -> UNAVAILABLE;
                default -> null;
            });
            harness.endInputs();
            answered.get();
            for (String id : List.of("answersLater", "heals", "lingering", "object")) {
                assertThat(harness.acceptedBy(id)).as(id).contains(1L, 2L, 3L);
            }
            assertThat(harness.undelivered())
                    .extracting(Undelivered::streamId, Undelivered::documents)
                    .containsExactlyInAnyOrder(tuple("hangs", 3L), tuple("stays away", 3L), tuple("paused", 3L));
            harness.cancel();
        }
    }

    @Test
    void aStopWithDrainLeavesASavepointOfAllThatWasDelivered() throws Exception {
        OperatorSubtaskState savepoint;
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0, PATIENT).open()) {
            harness.configure(stream("s", 1, "lingering"));
            events(harness, 1, 1, 3);
            assertThat(harness.acceptedBy("s")).isEmpty();
            // with a drain the operator finishes before its savepoint
            harness.endInputs();
            assertThat(harness.acceptedBy("s")).isEqualTo(ids(1, 3));
            savepoint = harness.snapshot(1);
            harness.cancel();
        }
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0, PATIENT)) {
            harness.restore(List.of(savepoint), 1, 1, 0);
            harness.event(1, 4);
            harness.endInputs();
            assertThat(harness.acceptedBy("s")).containsExactly(4L);
        }
    }

    @Test
    void outcomesThatComeAfterTheEndDoNothing() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            harness.answering(request -> null);
            harness.configure(stream("s", 1, "well"));
            harness.event(1, 1);
            harness.endInputs();
            int told = harness.flink().extractOutputValues().size();
            Request request = harness.unanswered().element();
            harness.finish(request, DELIVERED);
            harness.run();
            harness.checkpointCompleted(1);
            assertThat(harness.flink().extractOutputValues())
                    .as("nothing may leave an operator that has finished")
                    .hasSize(told);
            OperatorSubtaskState last = harness.snapshot(2);
            harness.cancel();
            try (DeliverHarness restored = new DeliverHarness(new HashMapStateBackend(), 1, 0)) {
                restored.restore(List.of(last), 1, 1, 0);
                assertThat(restored.acceptedBy("s")).containsExactly(1L);
            }
        }
    }

    @Test
    void outcomesThatComeAfterATaskIsCancelledHurtNobody() throws Exception {
        DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0);
        try (harness) {
            harness.open();
            harness.answering(request -> null);
            for (int organisation = 1; organisation <= 16; organisation++) {
                harness.configure(stream("s" + organisation, organisation, "well"));
                harness.event(organisation, 1);
            }
            assertThat(harness.unanswered()).hasSize(16);
            int told = harness.flink().extractOutputValues().size();
            harness.cancel();
            assertThat(harness.openClients()).isZero();
            CompletableFuture.runAsync(
                            () -> harness.unanswered().forEach(request -> harness.finish(request, DELIVERED)))
                    .get();
            harness.run();
            assertThat(harness.flink().extractOutputValues()).hasSize(told);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aCheckpointWhileLanesAreStillMadeAnewHasAllOfThem(StateBackend backend) throws Exception {
        int streams = 2_000;
        OperatorSubtaskState state;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            harness.answering(request -> null);
            for (int i = 1; i <= streams; i++) {
                harness.configureOnly(stream("s" + i, 1 + i % 50, "well"));
            }
            for (int organisation = 1; organisation <= 50; organisation++) {
                harness.event(organisation, 1);
            }
            state = harness.snapshot(1);
            harness.cancel();
        }
        OperatorSubtaskState early;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0)) {
            harness.answering(request -> null);
            harness.restoreOnly(List.of(state), 1, 1, 0);
            harness.remove("s1");
            early = harness.snapshot(2);
            harness.cancel();
        }
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0)) {
            harness.restore(List.of(early), 1, 1, 0);
            assertThat(harness.acceptedBy("s1")).isEmpty();
            for (int i = 2; i <= streams; i++) {
                assertThat(harness.acceptedBy("s" + i)).as("s" + i).containsExactly(1L);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aStreamMayComeBeforeOrAfterTheFirstRecords(StateBackend backend) throws Exception {
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            harness.configure(stream("before", 1, "well"));
            events(harness, 1, 1, 5);
            harness.configure(stream("after", 1, "well"));
            events(harness, 1, 6, 7);
            assertThat(harness.acceptedBy("before")).isEqualTo(ids(1, 7));
            assertThat(harness.acceptedBy("after")).isEqualTo(ids(1, 7));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aStreamThatIsMadeAgainBeginsAnew(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            harness.answering(request -> null);
            harness.configure(stream("s", 1, "well"));
            events(harness, 1, 1, 3);
            Request late = harness.unanswered().element();
            harness.remove("s");
            harness.configure(stream("s", 1, "well"));
            harness.finish(late, UNAVAILABLE);
            harness.run();
            assertThat(harness.status("s").nextAttemptAt())
                    .as("the outcome belongs to the one that is gone")
                    .isNull();
            state = harness.snapshot(1);
            harness.cancel();
        }
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0)) {
            harness.restore(List.of(state), 1, 1, 0);
            harness.endInputs();
            assertThat(harness.acceptedBy("s")).isEqualTo(ids(1, 3));
            assertThat(harness.status("s").delivered()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void noOrganisationOrThousands(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            state = harness.snapshot(1);
            harness.cancel();
        }
        int organisations = 3_000;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0)) {
            harness.restore(List.of(state), 1, 1, 0);
            harness.accepting(id -> false);
            for (int organisation = 1; organisation <= organisations; organisation++) {
                harness.eventOnly(organisation, organisation);
                harness.configureOnly(stream("s" + organisation, organisation, "well"));
            }
            harness.run();
            state = harness.snapshot(2);
            harness.cancel();
        }
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0, PATIENT)) {
            harness.restore(List.of(state), 1, 1, 0);
            harness.endInputs();
            for (long organisation = 1; organisation <= organisations; organisation++) {
                assertThat(harness.acceptedBy("s" + organisation)).containsExactly(organisation);
            }
            assertThat(harness.undelivered()).isEmpty();
        }
    }
}
