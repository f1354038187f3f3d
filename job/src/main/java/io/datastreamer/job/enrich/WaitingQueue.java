package io.datastreamer.job.enrich;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The records that wait at a key, in the order in which they came. Each has a place of its own in state, so that what a
 * step costs does not depend on how many wait; how many there are is the caller's to know. The key must be Flink's current
 * key at each call.
 */
final class WaitingQueue {
    private final ValueState<Long> firsts;
    private final MapState<Long, WaitingRecord> records;

    /**
     * A queue in the given states.
     *
     * @param firsts the place of the first record; none while nothing waits, so that its keys are those at which something
     *     does
     * @param records by their places, which are numbered one after the other
     */
    WaitingQueue(ValueState<Long> firsts, MapState<Long, WaitingRecord> records) {
        this.firsts = firsts;
        this.records = records;
    }

    /** The place of the first record; where the first one will stand when none waits. */
    long first() throws Exception {
        Long first = firsts.value();
        return first == null ? 0 : first;
    }

    /** Adds one behind the given number of others. */
    void add(WaitingRecord record, int others) throws Exception {
        long first = 0;
        if (others == 0) {
            firsts.update(first);
        } else {
            first = first();
        }
        records.put(first + others, record);
    }

    /** The record at a place; null when there is none. */
    @Nullable
    WaitingRecord at(long place) throws Exception {
        return records.get(place);
    }

    /** Removes so many from the first place on. */
    void remove(long first, int count, int left) throws Exception {
        for (long place = first; place < first + count; place++) {
            records.remove(place);
        }
        if (left == 0) {
            firsts.clear();
        } else {
            firsts.update(first + count);
        }
    }

    /** Takes over what waits in the state of a version before, a list. */
    void takeOver(ListState<WaitingRecord> list) throws Exception {
        int count = 0;
        for (WaitingRecord record : list.get()) {
            add(record, count++);
        }
        list.clear();
    }
}
