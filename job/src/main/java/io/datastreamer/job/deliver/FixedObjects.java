package io.datastreamer.job.deliver;

import io.datastreamer.connectors.ObjectNames;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.journal.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Lanes whose batches become objects with names. Bounds and name of a batch are fixed in the cursor and sent only once a
 * checkpoint that has them is complete: whatever happens then, every further attempt writes the same rows under the same
 * name. The seconds that names are made of are given away once for each space of an organisation.
 */
final class FixedObjects {
    private static final long NO_CHECKPOINT_YET = -1;

    private final Host host;
    private final DataStreams streams;
    /** Lanes that wait, with the checkpoint that has what they fixed. */
    private final Map<Lane, Long> waiting = new LinkedHashMap<>();

    FixedObjects(Host host, DataStreams streams) {
        this.host = host;
        this.streams = streams;
    }

    /** Fixes the lane's next batch under a name of its own; not to be sent before it is safe. */
    void fix(Lane lane, ObjectNames names, Position until) {
        host.select(lane.stream().journalKey());
        RecordKind kind = lane.kind();
        String space = names.space(kind);
        Long last = host.objectSecondStore().lastSecond(space);
        long second = host.now() / 1_000;
        if (last != null && last >= second) {
            second = last + 1;
        }
        host.objectSecondStore().putLastSecond(space, second);
        streams.store(lane, lane.cursor().fixed(until, names.name(kind, second)));
        lane.fixedAnew();
        if (host.hasCheckpoints()) {
            waiting.put(lane, NO_CHECKPOINT_YET);
        } else {
            lane.fixedIsSafe();
        }
    }

    /** A checkpoint has what was fixed up to now. */
    void snapshotTaken(long checkpoint) {
        waiting.replaceAll((lane, in) -> in == NO_CHECKPOINT_YET ? checkpoint : in);
    }

    /** A checkpoint is complete; returns the lanes whose batches are safe by that. */
    List<Lane> completed(long checkpoint) {
        return safe(in -> in != NO_CHECKPOINT_YET && in <= checkpoint);
    }

    /** No checkpoint will come; returns the lanes that waited for one. */
    List<Lane> noMoreCheckpoints() {
        return safe(in -> true);
    }

    private List<Lane> safe(LongPredicate isSafe) {
        List<Lane> lanes = waiting.entrySet().stream()
                .filter(entry -> isSafe.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        lanes.forEach(lane -> {
            waiting.remove(lane);
            lane.fixedIsSafe();
        });
        return lanes;
    }
}
