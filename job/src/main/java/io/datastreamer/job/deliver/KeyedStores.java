package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.engine.ObjectSecondStore;
import io.datastreamer.job.deliver.journal.JournalMeta;
import io.datastreamer.job.deliver.journal.JournalMetaSerializer;
import io.datastreamer.job.deliver.journal.JournalStore;
import io.datastreamer.job.deliver.journal.Segment;
import io.datastreamer.job.deliver.journal.SegmentHeader;
import io.datastreamer.job.deliver.journal.SegmentHeaderSerializer;
import io.datastreamer.job.deliver.journal.SegmentSerializer;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.CursorStore;
import io.datastreamer.job.deliver.ledger.DayCounts;
import io.datastreamer.job.deliver.ledger.HourCount;
import io.datastreamer.job.deliver.ledger.LedgerStore;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal, cursors, ledgers and object seconds of the current key in Flink's keyed state. Savepoints contain
 * the names of the states, so they never change.
 */
public final class KeyedStores implements JournalStore, CursorStore, LedgerStore, ObjectSecondStore {
    private final ValueState<JournalMeta> meta;
    private final MapState<Long, SegmentHeader> headers;
    private final MapState<Long, Segment> segments;
    private final MapState<Integer, Segment> chunks;
    private final MapState<String, Cursor> cursors;
    private final MapState<String, DayCounts> ledger;
    private final MapState<String, Long> objectSeconds;
    private final JournalTotals totals;

    /**
     * Opens the stores.
     *
     * @param totals counts the sealed segments
     */
    public KeyedStores(KeyedStateStore states, JournalTotals totals) {
        this.totals = totals;
        meta = states.getState(new ValueStateDescriptor<>("journal-meta", new JournalMetaSerializer()));
        headers = states.getMapState(
                new MapStateDescriptor<>("journal-headers", LongSerializer.INSTANCE, new SegmentHeaderSerializer()));
        segments = states.getMapState(
                new MapStateDescriptor<>("journal-segments", LongSerializer.INSTANCE, new SegmentSerializer()));
        chunks = states.getMapState(
                new MapStateDescriptor<>("journal-chunks", IntSerializer.INSTANCE, new SegmentSerializer()));
        cursors = states.getMapState(
                new MapStateDescriptor<>("cursors", StringSerializer.INSTANCE, new CursorSerializer()));
        ledger = states.getMapState(
                new MapStateDescriptor<>("ledger", StringSerializer.INSTANCE, new DayCountsSerializer()));
        objectSeconds = states.getMapState(
                new MapStateDescriptor<>("object-seconds", StringSerializer.INSTANCE, LongSerializer.INSTANCE));
    }

    @Override
    public @Nullable JournalMeta meta() {
        return get(meta::value);
    }

    @Override
    public void putMeta(JournalMeta newMeta) {
        run(() -> meta.update(newMeta));
    }

    @Override
    public Segment segment(long number) {
        return present(get(() -> segments.get(number)), "segment", number);
    }

    @Override
    public SegmentHeader header(long number) {
        return present(get(() -> headers.get(number)), "header", number);
    }

    @Override
    public void putSegment(long number, SegmentHeader header, Segment segment) {
        run(() -> {
            segments.put(number, segment);
            headers.put(number, header);
        });
        totals.sealed(header.storedBytes());
    }

    @Override
    public void removeSegment(long number) {
        totals.removed(header(number).storedBytes());
        run(() -> {
            segments.remove(number);
            headers.remove(number);
        });
    }

    @Override
    public Segment chunk(int index) {
        return present(get(() -> chunks.get(index)), "chunk", index);
    }

    @Override
    public void putChunk(int index, Segment chunk) {
        run(() -> chunks.put(index, chunk));
    }

    @Override
    public void removeChunk(int index) {
        run(() -> chunks.remove(index));
    }

    @Override
    public @Nullable Cursor get(String lane) {
        return get(() -> cursors.get(lane));
    }

    @Override
    public void put(String lane, Cursor cursor) {
        run(() -> cursors.put(lane, cursor));
    }

    @Override
    public void remove(String lane) {
        run(() -> cursors.remove(lane));
    }

    @Override
    public @Nullable DayCounts day(String lane, long day) {
        return get(() -> ledger.get(ledgerKey(lane, day)));
    }

    @Override
    public void putDay(String lane, long day, DayCounts counts) {
        run(() -> ledger.put(ledgerKey(lane, day), counts));
    }

    @Override
    public void removeDay(String lane, long day) {
        run(() -> ledger.remove(ledgerKey(lane, day)));
    }

    private static String ledgerKey(String lane, long day) {
        return (day == HourCount.OTHER ? "other" : Long.toString(day)) + "@" + lane;
    }

    @Override
    public @Nullable Long lastSecond(String space) {
        return get(() -> objectSeconds.get(space));
    }

    @Override
    public void putLastSecond(String space, long second) {
        run(() -> objectSeconds.put(space, second));
    }

    private interface Read<T> {
        @Nullable
        T read() throws Exception;
    }

    private interface Write {
        void write() throws Exception;
    }

    // a state backend that fails makes the task fail, which then restores from a checkpoint
    private static <T> @Nullable T get(Read<T> read) {
        try {
            return read.read();
        } catch (Exception e) {
            throw new FlinkRuntimeException("reading journal state failed", e);
        }
    }

    private static void run(Write write) {
        try {
            write.write();
        } catch (Exception e) {
            throw new FlinkRuntimeException("writing journal state failed", e);
        }
    }

    private static <T> T present(@Nullable T value, String what, long number) {
        if (value == null) {
            throw new IllegalStateException("the journal's " + what + " " + number + " is missing from its state");
        }
        return value;
    }
}
