package io.datastreamer.job.upgrade;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.ttl.TtlStateFactory;

/** Reads what a savepoint says of its states: their operators, their names, and the formats of their values. */
final class StateNames {
    /** State of Flink's own sinks; after a restore a writer has it, too. */
    private static final String COMMITTERS = "streaming_committer_raw_states";

    private final SortedSet<String> lines = new TreeSet<>();

    private StateNames() {}

    /**
     * A line for each state: the operator's uid, the kind of the state, its name, and the snapshots of its serializers
     * with their versions.
     *
     * @param savepoint its directory
     */
    static List<String> of(Path savepoint) throws IOException {
        StateNames names = new StateNames();
        ClassLoader loader = StateNames.class.getClassLoader();
        CheckpointMetadata metadata;
        try (DataInputStream in = new DataInputStream(Files.newInputStream(savepoint.resolve("_metadata")))) {
            metadata = Checkpoints.loadCheckpointMetadata(
                    in, loader, savepoint.toUri().toString());
        }
        for (OperatorState operator : metadata.getOperatorStates()) {
            String uid = operator.getOperatorUid().orElse("without uid: " + operator.getOperatorName());
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                    names.keyed(uid, (KeyGroupsStateHandle) handle, loader);
                }
                for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                    names.operator(uid, handle, loader);
                }
            }
        }
        return List.copyOf(names.lines);
    }

    private void keyed(String uid, KeyGroupsStateHandle handle, ClassLoader loader) throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            KeyedBackendSerializationProxy<?> proxy = new KeyedBackendSerializationProxy<>(loader);
            proxy.read(new DataInputViewStreamWrapper(in));
            lines.add(uid + " | key | | " + format(proxy.getKeySerializerSnapshot()));
            proxy.getStateMetaInfoSnapshots().forEach(state -> add(uid, "keyed", state));
        }
    }

    private void operator(String uid, OperatorStateHandle handle, ClassLoader loader) throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            OperatorBackendSerializationProxy proxy = new OperatorBackendSerializationProxy(loader);
            proxy.read(new DataInputViewStreamWrapper(in));
            proxy.getOperatorStateMetaInfoSnapshots().forEach(state -> add(uid, "operator", state));
            proxy.getBroadcastStateMetaInfoSnapshots().forEach(state -> add(uid, "broadcast", state));
        }
    }

    private void add(String uid, String kind, StateMetaInfoSnapshot state) {
        if (state.getName().equals(COMMITTERS)) {
            return;
        }
        StringBuilder formats = new StringBuilder();
        for (Map.Entry<String, TypeSerializerSnapshot<?>> each :
                new TreeMap<>(state.getSerializerSnapshotsImmutable()).entrySet()) {
            // of a keyed state: skips the namespace, which windows have and we do not
            if (!each.getKey().startsWith("NAMESPACE")) {
                formats.append(formats.isEmpty() ? "" : ", ").append(format(each.getValue()));
            }
        }
        lines.add(uid + " | " + kind + " | " + state.getName() + " | " + formats);
    }

    private static boolean isTimeToLive(TypeSerializerSnapshot<?> snapshot) {
        return TtlStateFactory.TtlSerializer.isTtlStateSerializer(snapshot.restoreSerializer());
    }

    private static String format(TypeSerializerSnapshot<?> snapshot) {
        if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite && isTimeToLive(snapshot)) {
            return Stream.of(composite.getNestedSerializerSnapshots())
                    .map(StateNames::format)
                    .collect(Collectors.joining(" and ", "with time to live, ", ""));
        }
        TypeSerializer<?> serializer = snapshot.restoreSerializer();
        if (serializer instanceof MapSerializer<?, ?> map) {
            return "map of " + format(map.getKeySerializer().snapshotConfiguration()) + " to "
                    + format(map.getValueSerializer().snapshotConfiguration());
        }
        if (serializer instanceof ListSerializer<?> list) {
            return "list of " + format(list.getElementSerializer().snapshotConfiguration());
        }
        return snapshot.getClass().getName() + " " + snapshot.getCurrentVersion();
    }
}
