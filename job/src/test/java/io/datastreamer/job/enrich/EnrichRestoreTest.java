package io.datastreamer.job.enrich;

import io.datastreamer.job.Assembly;
import io.datastreamer.job.Lines;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.record.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.job.record.Records.IMSI;
import static io.datastreamer.job.record.Records.TELEKOM_PLMN;
import static io.datastreamer.job.record.Records.location;
import static io.datastreamer.job.record.Records.simLine;
import static org.assertj.core.api.Assertions.assertThat;

/** What a checkpoint keeps: the registry, the catalog, what waits with its timers, what was seen. */
class EnrichRestoreTest {
    private static final EnrichSettings SETTINGS = Assembly.enrichSettings(StreamerConfig.defaults());

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(true));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void goesOnWhereItWas(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        String unknown = "901430000000000";
        try (EnrichHarness before = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            before.start(Lines.READ_AT);
            before.broadcast(Records.catalog());
            before.send(simLine(IMSI), location(1, IMSI, TELEKOM_PLMN), location(2, unknown, TELEKOM_PLMN));
            assertThat(before.emitted()).containsExactly(1L);
            state = before.snapshot();
        }
        try (EnrichHarness after = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            after.restore(state, Lines.READ_AT + 1000);
            after.send(location(1, IMSI, TELEKOM_PLMN), location(3, IMSI, TELEKOM_PLMN));
            assertThat(after.emitted()).as("1 was seen before").containsExactly(3L);
            after.send(location(4, unknown, TELEKOM_PLMN));
            after.setNow(Lines.READ_AT + SETTINGS.maxWait().toMillis());
            assertThat(after.rejected()).as("2 has waited, 4 has not").hasSize(1);
            after.send(simLine(unknown));
            assertThat(after.emitted()).containsExactly(4L);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void knowsHundredsOfRecordsAgain(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (EnrichHarness before = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            before.start(Lines.READ_AT);
            before.broadcast(Records.catalog());
            before.send(simLine(IMSI));
            for (int id = 0; id < 250; id++) {
                before.send(location(id, IMSI, TELEKOM_PLMN));
            }
            assertThat(before.emitted()).hasSize(250);
            state = before.snapshot();
        }
        try (EnrichHarness after = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            after.restore(state, Lines.READ_AT + 1000);
            for (int id = 0; id <= 250; id++) {
                after.send(location(id, IMSI, TELEKOM_PLMN));
            }
            assertThat(after.emitted()).containsExactly(250L);
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void isSharedOutAnewWhenRescaled(StateBackend backend) throws Exception {
        int sims = 20;
        OperatorSubtaskState state;
        try (EnrichHarness before = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            before.start(Lines.READ_AT);
            before.broadcast(Records.catalog());
            for (int i = 0; i < sims; i++) {
                before.send(i % 2 == 0 ? simLine(imsi(i)) : location(i, imsi(i), TELEKOM_PLMN));
            }
            state = before.snapshot();
        }
        List<Long> emitted = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (EnrichHarness after = new EnrichHarness(SETTINGS, backend, 2, subtask)) {
                after.restore(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                state, EnrichHarness.MAX_PARALLELISM, 1, 2, subtask),
                        Lines.READ_AT + 1000);
                for (int i = 0; i < sims; i++) {
                    if (subtaskOf(imsi(i)) == subtask) {
                        after.send(i % 2 == 0 ? location(i, imsi(i), TELEKOM_PLMN) : simLine(imsi(i)));
                    }
                }
                emitted.addAll(after.emitted());
                assertThat(after.rejected()).isEmpty();
            }
        }
        assertThat(emitted).hasSize(sims).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSweepReachesWhatWaitedBefore(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (EnrichHarness before = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            before.start(Lines.READ_AT);
            for (int i = 0; i < 10; i++) {
                before.send(simLine(imsi(i)), location(i, imsi(i), TELEKOM_PLMN));
            }
            state = before.snapshot();
        }
        try (EnrichHarness after = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            after.restore(state, Lines.READ_AT + 1000);
            after.broadcast(Records.catalog());
            assertThat(after.emitted()).hasSize(10);
            after.setNow(Lines.READ_AT + SETTINGS.maxWait().toMillis());
            assertThat(after.timers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void whatWaitedInTheListOfAVersionBeforeGoesOn(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (EnrichHarness before = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            before.start(Lines.READ_AT);
            before.broadcast(Records.catalog());
            for (int i = 0; i < 3; i++) {
                before.waitInList(
                        imsi(i),
                        location(10L * i, imsi(i), TELEKOM_PLMN),
                        location(10L * i + 1, imsi(i), TELEKOM_PLMN));
            }
            state = before.snapshot();
        }
        try (EnrichHarness after = new EnrichHarness(SETTINGS, backend, 1, 0)) {
            after.restore(state, Lines.READ_AT + 1000);
            after.send(location(2, imsi(0), TELEKOM_PLMN), simLine(imsi(0)), simLine(imsi(1)));
            assertThat(after.emitted()).containsExactly(0L, 1L, 2L, 10L, 11L);
            after.send(simLine(imsi(2)));
            assertThat(after.emitted()).containsExactly(20L, 21L);
        }
    }

    private static String imsi(int number) {
        return "90143000000%04d".formatted(number);
    }

    private static int subtaskOf(String key) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, EnrichHarness.MAX_PARALLELISM, 2);
    }
}
