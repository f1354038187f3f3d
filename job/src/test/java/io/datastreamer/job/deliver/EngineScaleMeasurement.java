package io.datastreamer.job.deliver;

import io.datastreamer.contract.DataStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How one subtask of {@code deliver} grows with organisations, lanes and data streams. Not part of the suite: CONTRIBUTING
 * has the command, {@code docs/benchmarks.md} the results.
 */
class EngineScaleMeasurement {
    private static final int ORGANISATIONS = 100_000;
    private static final int LAGGING = 10_000;

    private static StateBackend backend(String name) {
        return name.equals("rocksdb") ? new EmbeddedRocksDBStateBackend(true) : new HashMapStateBackend();
    }

    private static void tell(String backend, String what, Object... values) {
        System.out.println("| " + backend + " | " + String.format(Locale.ROOT, what, values) + " |");
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void aBarrierMeetsLittle(String name) throws Exception {
        try (DeliverHarness harness = new DeliverHarness(backend(name), 1, 0).open()) {
            long id = 0;
            for (long checkpoint = 1; checkpoint <= 5; checkpoint++) {
                long start = System.nanoTime();
                for (long organisation = 1; organisation <= ORGANISATIONS; organisation++) {
                    harness.event(organisation, ++id);
                }
                double appended = since(start);
                start = System.nanoTime();
                var future = harness.flink()
                        .getOperator()
                        .snapshotState(
                                checkpoint,
                                checkpoint,
                                CheckpointOptions.forCheckpointWithDefaultLocation(),
                                new MemCheckpointStreamFactory(Integer.MAX_VALUE));
                double barrier = since(start);
                future.cancel();
                tell(
                        name,
                        "a document for each of %d organisations, checkpoint %d | %.0f ms to append and flush (%.0f a second) | %.0f ms at the barrier",
                        ORGANISATIONS,
                        checkpoint,
                        appended,
                        ORGANISATIONS / appended * 1_000,
                        barrier);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void aLiveLaneBesideLaggingOnes(String name) throws Exception {
        int backlog = 100;
        try (DeliverHarness harness = new DeliverHarness(backend(name), 1, 0).open()) {
            for (int organisation = 1; organisation <= LAGGING; organisation++) {
                harness.configure(World.paused(World.stream("s" + organisation, organisation)));
            }
            harness.configure(World.stream("live", LAGGING + 1));
            long id = 0;
            for (int i = 0; i < backlog; i++) {
                for (int organisation = 1; organisation <= LAGGING; organisation++) {
                    harness.event(organisation, ++id);
                }
            }
            harness.accepting(stream -> true);
            for (int organisation = 1; organisation <= LAGGING; organisation++) {
                harness.configureOnly(World.stream("s" + organisation, organisation));
            }
            List<Double> latencies = new ArrayList<>();
            long start = System.nanoTime();
            while (harness.acceptedInAll() < (long) backlog * LAGGING + latencies.size()) {
                long sent = System.nanoTime();
                int before = harness.acceptedBy("live").size();
                harness.eventOnly(LAGGING + 1, ++id);
                while (harness.acceptedBy("live").size() == before && harness.runOne()) {
                    // one mail after the other, as the task does between records
                }
                latencies.add(since(sent));
            }
            double total = since(start);
            Collections.sort(latencies);
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            tell(
                    name,
                    "%d lanes with %d documents each to catch up | %.0f documents a second | p99 of a live lane %.1f ms, most %.1f ms | %d MB heap",
                    LAGGING,
                    backlog,
                    (double) backlog * LAGGING / total * 1_000,
                    latencies.get((int) (latencies.size() * 0.99)),
                    latencies.get(latencies.size() - 1),
                    heap >> 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void manyStreamsAreThereAgain(String name) throws Exception {
        OperatorSubtaskState state;
        try (DeliverHarness harness = new DeliverHarness(backend(name), 1, 0).open()) {
            for (int organisation = 1; organisation <= ORGANISATIONS; organisation++) {
                DataStream stream = World.stream("s" + organisation, organisation);
                harness.configure(stream);
            }
            harness.flink().setCheckpointStorage(new JobManagerCheckpointStorage(1 << 30));
            state = harness.snapshot(1);
        }
        long start = System.nanoTime();
        try (DeliverHarness harness = new DeliverHarness(backend(name), 1, 0).restore(List.of(state), 1, 1, 0)) {
            double restored = since(start);
            start = System.nanoTime();
            harness.accepting(stream -> true);
            harness.event(ORGANISATIONS, 1);
            tell(
                    name,
                    "%d data streams restored | %.0f ms until all lanes are there | then a document in %.0f ms",
                    ORGANISATIONS,
                    restored,
                    since(start));
        }
    }
}
