package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.engine.World;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Bound;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Cursor.Counters;
import io.datastreamer.job.deliver.lane.Cursor.FixedBatch;
import io.datastreamer.job.deliver.lane.Intake;
import io.datastreamer.job.deliver.ledger.DayCounts;
import io.datastreamer.job.deliver.ledger.Gap;
import io.datastreamer.job.deliver.ledger.HourCount;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.Owed;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CursorSerializerTest {
    private static final Counters NONE = new Counters(0, 0, 0, 0, 0);
    private static final List<Cursor> CURSORS = List.of(
            new Cursor(new Position(0, 0), 0, 0, NONE, 0, "", List.of()),
            new Cursor(new Position(1, 2), 3, 4, new Counters(5, 6, 7, 8, 9), 10, "replay ü", List.of()),
            new Cursor(
                    new Position(1L << 40, Integer.MAX_VALUE),
                    Long.MAX_VALUE - 1,
                    Long.MAX_VALUE,
                    new Counters(1L << 33, 1L << 34, 1L << 35, 1L << 36, 1L << 37),
                    World.START,
                    "r",
                    List.of(new FixedBatch(new Position(1L << 41, 77), -1, ""))),
            new Cursor(
                    new Position(5, 6),
                    0,
                    0,
                    NONE,
                    0,
                    "",
                    List.of(
                            new FixedBatch(new Position(5, 7), 1, "cdr_20260301_120000.csv"),
                            new FixedBatch(new Position(6, 0), 2, "cdr_20260301_120001.csv"))),
            new Cursor(
                    new Position(5, 6),
                    3,
                    3,
                    NONE,
                    0,
                    "",
                    List.of(),
                    List.of(
                            new Apart(new Position(5, 2), 1, "8988303000000000001", 23),
                            new Apart(new Position(5, 4), 2, "", 0)),
                    new Intake(new Bound(98_000, 130_000), new Bound(Bound.ANY, Bound.ANY)),
                    new LaneLedger(
                            World.START,
                            new Owed(1, 3, List.of(new Gap(1, 2, true), new Gap(2, 3, false))),
                            new HourCount(HourCount.OTHER, 1, 2, 3, 4, Long.MIN_VALUE, -1),
                            List.of(
                                    new HourCount(HourCount.OTHER, 0, 1, 0, 0, 0, 0),
                                    new HourCount(492_372, 1, 1, 3, 4, Long.MIN_VALUE, -1)),
                            20_515,
                            20_516)));

    @Test
    void whatAnEarlierReleaseWroteIsRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        // as version 1 wrote it: position, before, five counters, the last delivery, the last replay, one fixed batch
        for (long number : new long[] {7, 8, 9, 1, 2, 3, 4, 5, 6}) {
            Wire.writeNumber(out, number);
        }
        Wire.writeString(out, "r");
        out.writeBoolean(true);
        Wire.writeNumber(out, 7);
        Wire.writeNumber(out, 99);
        Wire.writeString(out, "at-1");
        assertThat(new CursorSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(new Cursor(
                        new Position(7, 8),
                        9,
                        9,
                        new Counters(1, 2, 3, 4, 5),
                        6,
                        "r",
                        List.of(new FixedBatch(new Position(7, 99), -1, "at-1"))));
    }

    @Test
    void whatTheReleaseAfterThatWroteIsRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        // as version 2 wrote it: position, before, reached, five counters, the last delivery and replay, fixed batches
        Wire.writeVersion(out, 2);
        for (long number : new long[] {7, 8, 9, 10, 1, 2, 3, 4, 5, 6}) {
            Wire.writeNumber(out, number);
        }
        Wire.writeString(out, "r");
        Wire.writeNumber(out, 1);
        Wire.writeNumber(out, 7);
        Wire.writeNumber(out, 99);
        Wire.writeNumber(out, 100);
        Wire.writeString(out, "at-1");
        assertThat(new CursorSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(new Cursor(
                        new Position(7, 8),
                        9,
                        10,
                        new Counters(1, 2, 3, 4, 5),
                        6,
                        "r",
                        List.of(new FixedBatch(new Position(7, 99), 100, "at-1"))));
    }

    @Test
    void whatWasWrittenBeforeThereWereLedgersIsRead() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        // as version 3 wrote it: the same, then what waits apart, and four sizes
        Wire.writeVersion(out, 3);
        for (long number : new long[] {7, 8, 9, 10, 1, 2, 3, 4, 5, 6}) {
            Wire.writeNumber(out, number);
        }
        Wire.writeString(out, "r");
        for (long number : new long[] {0, 0, 11, -1, 12, -1}) {
            Wire.writeNumber(out, number);
        }
        Cursor read = new CursorSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(read.intake()).isEqualTo(new Intake(new Bound(11, Bound.ANY), new Bound(12, Bound.ANY)));
        assertThat(read.ledger()).isEqualTo(LaneLedger.ofEarlierRelease(9, 10));
        assertThat(read.ledger().owed().has(9)).isFalse();
        assertThat(read.ledger().owed().has(10)).isTrue();
    }

    @Test
    void aDayIsReadBackTheSame() throws IOException {
        DayCountsSerializer serializer = new DayCountsSerializer();
        DayCounts day = DayCounts.NONE
                .plus(new HourCount(492_373, 5, 0, 0, 0, 6, 7))
                .plus(new HourCount(492_372, 1, 2, 3, 4, -5, -6))
                .plus(new HourCount(492_373, 5, 0, 0, 0, 6, 7));
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(day, out);
        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(day);
        assertThat(day.hours())
                .containsExactly(
                        new HourCount(492_372, 1, 2, 3, 4, -5, -6), new HourCount(492_373, 10, 0, 0, 0, 12, 0));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() throws IOException {
        CursorSerializer serializer = new CursorSerializer();
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (Cursor cursor : CURSORS) {
            serializer.serialize(cursor, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (Cursor cursor : CURSORS) {
            assertThat(serializer.deserialize(in)).isEqualTo(cursor);
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void aFormatOfALaterReleaseIsRefusedByName() {
        var snapshot = new CursorSerializer().snapshotConfiguration();
        snapshot.readSnapshot(
                snapshot.getCurrentVersion() + 1,
                new DataInputDeserializer(),
                getClass().getClassLoader());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> snapshot.restoreSerializer().deserialize(new DataInputDeserializer(new byte[100])))
                .withMessageContaining("CursorSerializer does not know version " + (snapshot.getCurrentVersion() + 1));
    }
}
