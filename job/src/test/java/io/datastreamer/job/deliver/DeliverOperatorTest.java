package io.datastreamer.job.deliver;

import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.engine.World;
import io.datastreamer.job.reject.Rejections;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.job.deliver.engine.World.paused;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests the operator with Flink's state: what is kept, restored and moved between subtasks, and how it ends. */
class DeliverOperatorTest {

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(true));
    }

    private static StreamConfiguration stream(String id, long organisation) {
        return World.stream(
                id,
                organisation,
                io.datastreamer.contract.StreamType.EVENTS,
                true,
                StreamConfiguration.State.RUNNING,
                Map.of());
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static void events(DeliverHarness harness, long organisation, long from, long to) throws Exception {
        for (long id = from; id <= to; id++) {
            harness.event(organisation, id);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void goesOnAfterARestoreFromWhereTheSnapshotStood(StateBackend backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            harness.configure(stream("s", 1));
            harness.configure(paused(stream("later", 1)));
            events(harness, 1, 1, 300);
            assertThat(harness.acceptedBy("s")).isEqualTo(ids(1, 300));
            harness.accepting(id -> false);
            events(harness, 1, 301, 310);
            snapshot = harness.snapshot(1);
        }
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).restore(List.of(snapshot), 1, 1, 0)) {
            harness.event(1, 311);
            assertThat(harness.acceptedBy("s")).isEqualTo(ids(301, 311));
            assertThat(harness.acceptedBy("later")).isEmpty();
            harness.configure(stream("later", 1));
            assertThat(harness.acceptedBy("later")).isEqualTo(ids(1, 311));
            harness.configure(stream("new", 1));
            assertThat(harness.acceptedBy("new")).isEqualTo(ids(1, 311));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void rescalesWithDataInJournalsAndLanes(StateBackend backend) throws Exception {
        int organisations = 20;
        List<OperatorSubtaskState> one;
        try (DeliverHarness harness = new DeliverHarness(backend, 1, 0).open()) {
            harness.accepting(id -> false);
            for (int organisation = 1; organisation <= organisations; organisation++) {
                harness.configure(stream("s" + organisation, organisation));
                events(harness, organisation, 1, 40);
            }
            one = List.of(harness.snapshot(1));
        }
        List<OperatorSubtaskState> three = run(backend, one, 1, 3, 41, organisations, false);
        run(backend, three, 3, 2, 42, organisations, true);
    }

    /** Restores into this many subtasks, gives each organisation one more event, and checks who delivers what. */
    private static List<OperatorSubtaskState> run(
            StateBackend backend,
            List<OperatorSubtaskState> states,
            int oldParallelism,
            int parallelism,
            long nextId,
            int organisations,
            boolean accept)
            throws Exception {
        List<OperatorSubtaskState> snapshots = new ArrayList<>();
        for (int index = 0; index < parallelism; index++) {
            DeliverHarness harness = new DeliverHarness(backend, parallelism, index);
            harness.accepting(id -> accept);
            try (harness) {
                harness.restore(states, oldParallelism, parallelism, index);
                for (int organisation = 1; organisation <= organisations; organisation++) {
                    if (owner(organisation, parallelism) == index) {
                        harness.event(organisation, nextId);
                    }
                    boolean delivers = accept && owner(organisation, parallelism) == index;
                    assertThat(harness.acceptedBy("s" + organisation)).isEqualTo(delivers ? ids(1, nextId) : List.of());
                }
                snapshots.add(harness.snapshot(2));
            }
        }
        return snapshots;
    }

    private static int owner(long organisation, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(
                World.journalKey(organisation), DeliverHarness.MAX_PARALLELISM, parallelism);
    }

    @Test
    void whatJournalsTakeIsKnownAfterARescale() throws Exception {
        int organisations = 4;
        OperatorSubtaskState snapshot;
        long segments;
        long bytes;
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            for (int organisation = 1; organisation <= organisations; organisation++) {
                for (long id = 1; id <= 6_000; id++) {
                    harness.eventOnly(organisation, id);
                }
            }
            segments = harness.journalTotals().segments();
            bytes = harness.journalTotals().bytes();
            assertThat(segments).isEqualTo(organisations);
            assertThat(bytes).isBetween(organisations * 1_000L, organisations * 64_000L);
            snapshot = harness.snapshot(1);
        }
        for (int index = 0; index < 2; index++) {
            try (DeliverHarness harness =
                    new DeliverHarness(new HashMapStateBackend(), 2, index).restore(List.of(snapshot), 1, 2, index)) {
                segments -= harness.journalTotals().segments();
                bytes -= harness.journalTotals().bytes();
            }
        }
        assertThat(segments).isZero();
        assertThat(bytes).isZero();
    }

    @Test
    void aStreamNeverChangesItsOrganisation() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            harness.configure(stream("s", 1));
            harness.configure(stream("s", 2));
            events(harness, 1, 1, 1);
            events(harness, 2, 2, 2);
            assertThat(harness.acceptedBy("s")).containsExactly(1L);
            Rejected rejected =
                    harness.flink().getSideOutput(Rejections.TAG).poll().getValue();
            assertThat(rejected.reason())
                    .contains("organisation_id")
                    .contains("2")
                    .contains("1");
            assertThat(new String(rejected.raw(), StandardCharsets.UTF_8)).doesNotContain("settings");
        }
    }

    @Test
    void nobodyRemovesAStreamOfAnotherOrganisation() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            harness.configure(stream("s", 1));
            harness.removeAs("s", 2);
            events(harness, 1, 1, 1);
            assertThat(harness.acceptedBy("s")).containsExactly(1L);
            Rejected rejected =
                    harness.flink().getSideOutput(Rejections.TAG).poll().getValue();
            assertThat(rejected.reason()).contains("organisation_id: is 2");

            harness.removeAs("s", 1);
            events(harness, 1, 2, 2);
            assertThat(harness.acceptedBy("s")).containsExactly(1L);
        }
    }

    @Test
    void aRemovedStreamLeavesNoState() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            harness.configure(stream("s", 1));
            harness.remove("s");
            OperatorSubtaskState snapshot = harness.snapshot(1);
            try (DeliverHarness restored =
                    new DeliverHarness(new HashMapStateBackend(), 1, 0).restore(List.of(snapshot), 1, 1, 0)) {
                restored.event(1, 1);
                assertThat(restored.acceptedBy("s")).isEmpty();
                restored.configure(stream("s", 1));
                assertThat(restored.acceptedBy("s")).containsExactly(1L);
            }
        }
    }

    @Test
    void anErasedJournalIsInNoCheckpoint() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            events(harness, 1, 1, 3);
            events(harness, 2, 4, 6);
            harness.erase(1);
            OperatorSubtaskState snapshot = harness.snapshot(1);
            try (DeliverHarness restored =
                    new DeliverHarness(new HashMapStateBackend(), 1, 0).restore(List.of(snapshot), 1, 1, 0)) {
                restored.configure(stream("one", 1));
                restored.configure(stream("two", 2));
                assertThat(restored.acceptedBy("one")).isEmpty();
                assertThat(restored.acceptedBy("two")).containsExactly(4L, 5L, 6L);
            }
        }
    }

    @Test
    void timersRemoveWhatIsTooOld() throws Exception {
        try (DeliverHarness harness = new DeliverHarness(new HashMapStateBackend(), 1, 0).open()) {
            harness.event(1, 1);
            assertThat(harness.flink().numProcessingTimeTimers()).isEqualTo(1);
            harness.event(1, 2);
            assertThat(harness.flink().numProcessingTimeTimers()).isEqualTo(1);
        }
    }
}
