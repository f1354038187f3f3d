package io.datastreamer.job.deliver;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 * Measures how one subtask of {@code deliver} scales with organisations, lanes and data streams. Not part of the suite:
 * CONTRIBUTING has the command, {@code docs/benchmarks.md} the results.
 */
class EngineScaleMeasurement {
    private static final int ORGANISATIONS = 100_000;
    private static final int LAGGING = 10_000;

    private static StateBackend backend(String name) {
        if (name.equals("heap")) {
            return new HashMapStateBackend();
        }
        EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend(true);
        // as much as a task has in the job; the harness has next to nothing
        rocksdb.getMemoryConfiguration().setUseManagedMemory(false);
        rocksdb.getMemoryConfiguration().setFixedMemoryPerSlot("256m");
        return rocksdb;
    }

    private static StreamConfiguration stream(long organisation) {
        return World.stream(
                "s" + organisation,
                organisation,
                StreamType.EVENTS,
                true,
                StreamConfiguration.State.RUNNING,
                Map.of("shape", "small"));
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
            long id = 0;
            // all have delivered before, so that none is doubtful
            for (int organisation = 1; organisation <= LAGGING + 1; organisation++) {
                harness.configure(stream(organisation));
                harness.event(organisation, ++id);
            }
            for (int organisation = 1; organisation <= LAGGING; organisation++) {
                harness.configure(World.paused(stream(organisation)));
            }
            for (int i = 0; i < backlog; i++) {
                for (int organisation = 1; organisation <= LAGGING; organisation++) {
                    harness.event(organisation, ++id);
                }
            }
            for (int organisation = 1; organisation <= LAGGING; organisation++) {
                harness.configureOnly(stream(organisation));
            }
            String live = "s" + (LAGGING + 1);
            long before = harness.acceptedInAll();
            List<Double> latencies = new ArrayList<>();
            long start = System.nanoTime();
            while (harness.acceptedInAll() - before < (long) backlog * LAGGING + latencies.size()) {
                long sent = System.nanoTime();
                int had = harness.acceptedBy(live).size();
                harness.eventOnly(LAGGING + 1, ++id);
                while (harness.acceptedBy(live).size() == had && harness.runOne()) {
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
                    "%d lanes with %d documents each to catch up, 20 a request | %.0f documents a second | a live lane beside them, %d times: p50 %.1f ms, p99 %.1f ms, most %.1f ms | %d MB heap",
                    LAGGING,
                    backlog,
                    (double) backlog * LAGGING / total * 1_000,
                    latencies.size(),
                    latencies.get(latencies.size() / 2),
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
                StreamConfiguration stream = World.stream("s" + organisation, organisation);
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
