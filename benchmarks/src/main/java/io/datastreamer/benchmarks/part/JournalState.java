package io.datastreamer.benchmarks.part;

import io.datastreamer.job.deliver.JournalTotals;
import io.datastreamer.job.deliver.KeyedStores;
import io.datastreamer.job.deliver.journal.JournalStore;
import java.util.List;
import org.apache.flink.api.common.functions.SerializerFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.DefaultKeyedStateStore;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackendParametersImpl;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.ttl.TtlTimeProvider;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** A state backend of Flink's as a task has it, without the task. */
final class JournalState implements AutoCloseable {
    private static final int KEY_GROUPS = 2048;
    private static final String ROCKSDB_MEMORY = "256m";

    private final MockEnvironment environment = MockEnvironment.builder().build();
    private final CloseableRegistry cancelled = new CloseableRegistry();
    private final KeyedStateBackend<String> states;
    private final KeyedStores stores;

    /**
     * Opens an empty one.
     *
     * @param name {@code heap} or {@code rocksdb}
     */
    JournalState(String name) throws Exception {
        states = backend(name)
                .createKeyedStateBackend(new KeyedStateBackendParametersImpl<>(
                        environment,
                        environment.getJobID(),
                        "deliver",
                        StringSerializer.INSTANCE,
                        KEY_GROUPS,
                        new KeyGroupRange(0, KEY_GROUPS - 1),
                        environment.getTaskKvStateRegistry(),
                        TtlTimeProvider.DEFAULT,
                        new UnregisteredMetricsGroup(),
                        List.of(),
                        cancelled));
        stores = new KeyedStores(
                new DefaultKeyedStateStore(states, new SerializerFactory() {
                    @Override
                    public <T> TypeSerializer<T> createSerializer(TypeInformation<T> type) {
                        throw new UnsupportedOperationException("all states bring their serializers");
                    }
                }),
                new JournalTotals());
    }

    private static StateBackend backend(String name) {
        return switch (name) {
            case "heap" -> new HashMapStateBackend();
            case "rocksdb" -> {
                EmbeddedRocksDBStateBackend rocksdb = new EmbeddedRocksDBStateBackend(true);
                rocksdb.getMemoryConfiguration().setUseManagedMemory(false);
                rocksdb.getMemoryConfiguration().setFixedMemoryPerSlot(ROCKSDB_MEMORY);
                yield rocksdb;
            }
            default -> throw new IllegalArgumentException("no state backend is called " + name);
        };
    }

    /** The store of the key's journal, until the next call. */
    JournalStore store(String key) {
        states.setCurrentKey(key);
        return stores;
    }

    @Override
    public void close() throws Exception {
        states.dispose();
        cancelled.close();
        environment.close();
    }
}
