package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.lane.Apart;
import io.datastreamer.job.deliver.lane.Bound;
import io.datastreamer.job.deliver.lane.Cursor;
import io.datastreamer.job.deliver.lane.Cursor.Counters;
import io.datastreamer.job.deliver.lane.Cursor.FixedBatch;
import io.datastreamer.job.deliver.lane.Intake;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes cursors in the newest version, and reads those of all versions: state may hold values of several. */
final class CursorSerializer extends ValueSerializer<Cursor> {
    private static final long serialVersionUID = 1L;
    /** Version of the snapshot. Since version 2 each value carries its own version. */
    private static final int V1 = 1;

    private static final int V2 = 2;
    /** Adds the documents that wait apart, and what the receiver takes. */
    private static final int V3 = 3;
    /** Adds the ledger of the lane's documents. */
    private static final int V4 = 4;
    /** A number that version 1 did not keep. */
    private static final long UNKNOWN = Absent.NUMBER;

    CursorSerializer() {
        this(V1);
    }

    private CursorSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(Cursor value, DataOutputView out) throws IOException {
        Wire.writeVersion(out, V4);
        writePosition(out, value.position());
        Wire.writeNumber(out, value.before());
        Wire.writeNumber(out, value.reached());
        Cursor.Counters counters = value.counters();
        Wire.writeNumber(out, counters.delivered());
        Wire.writeNumber(out, counters.refused());
        Wire.writeNumber(out, counters.expired());
        Wire.writeNumber(out, counters.stale());
        Wire.writeNumber(out, counters.skipped());
        Wire.writeNumber(out, value.lastDeliveredAt());
        Wire.writeString(out, value.lastReplayId());
        Wire.writeNumber(out, value.fixed().size());
        for (FixedBatch fixed : value.fixed()) {
            writePosition(out, fixed.until());
            Wire.writeNumber(out, fixed.number());
            Wire.writeString(out, fixed.name());
        }
        Wire.writeNumber(out, value.apart().size());
        for (Apart apart : value.apart()) {
            writePosition(out, apart.position());
            Wire.writeNumber(out, apart.number());
            Wire.writeString(out, apart.simKey());
            Wire.writeNumber(out, apart.tries());
        }
        writeBound(out, value.intake().bytes());
        writeBound(out, value.intake().documents());
        LedgerWire.write(out, value.ledger());
    }

    @Override
    protected Cursor read(int snapshotVersion, DataInputView in) throws IOException {
        if (snapshotVersion != V1) {
            throw unknownVersion(snapshotVersion);
        }
        long first = Wire.readNumber(in);
        if (first != Absent.NUMBER) {
            return readFirstVersion(first, in);
        }
        int version = in.readByte();
        if (version < V2 || version > V4) {
            throw unknownVersion(version);
        }
        Position position = readPosition(in);
        long before = Wire.readNumber(in);
        long reached = Wire.readNumber(in);
        Counters counters = readCounters(in);
        long lastDeliveredAt = Wire.readNumber(in);
        String lastReplayId = Wire.readString(in);
        int size = Wire.readInt(in);
        List<FixedBatch> fixed = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            fixed.add(new FixedBatch(readPosition(in), Wire.readNumber(in), Wire.readString(in)));
        }
        if (version == V2) {
            return new Cursor(position, before, reached, counters, lastDeliveredAt, lastReplayId, fixed);
        }
        int aparts = Wire.readInt(in);
        List<Apart> apart = new ArrayList<>(aparts);
        for (int i = 0; i < aparts; i++) {
            apart.add(new Apart(readPosition(in), Wire.readNumber(in), Wire.readString(in), Wire.readInt(in)));
        }
        Intake intake = new Intake(readBound(in), readBound(in));
        LaneLedger ledger = version == V3 ? LaneLedger.ofEarlierRelease(before, reached) : LedgerWire.read(in);
        return new Cursor(
                position, before, reached, counters, lastDeliveredAt, lastReplayId, fixed, apart, intake, ledger);
    }

    /** Reads version 1, which has at most one fixed batch and does not say how far a lane ever was. */
    private static Cursor readFirstVersion(long segment, DataInputView in) throws IOException {
        Position position = new Position(segment, Wire.readInt(in));
        long before = Wire.readNumber(in);
        Counters counters = readCounters(in);
        long lastDeliveredAt = Wire.readNumber(in);
        String lastReplayId = Wire.readString(in);
        List<FixedBatch> fixed =
                in.readBoolean() ? List.of(new FixedBatch(readPosition(in), UNKNOWN, Wire.readString(in))) : List.of();
        return new Cursor(position, before, before, counters, lastDeliveredAt, lastReplayId, fixed);
    }

    private static Counters readCounters(DataInputView in) throws IOException {
        return new Counters(
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in));
    }

    private static void writeBound(DataOutputView out, Bound bound) throws IOException {
        writeSize(out, bound.taken());
        writeSize(out, bound.refused());
    }

    private static Bound readBound(DataInputView in) throws IOException {
        return new Bound(readSize(in), readSize(in));
    }

    /** Writes a size; {@link Bound#ANY} as the shortest number. */
    private static void writeSize(DataOutputView out, long size) throws IOException {
        Wire.writeNumber(out, size == Bound.ANY ? Absent.NUMBER : size);
    }

    private static long readSize(DataInputView in) throws IOException {
        long size = Wire.readNumber(in);
        return size == Absent.NUMBER ? Bound.ANY : size;
    }

    private static void writePosition(DataOutputView out, Position position) throws IOException {
        Wire.writeNumber(out, position.segment());
        Wire.writeNumber(out, position.ordinal());
    }

    private static Position readPosition(DataInputView in) throws IOException {
        return new Position(Wire.readNumber(in), Wire.readInt(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Cursor> {
        public Snapshot() {
            super(V1, CursorSerializer::new);
        }
    }
}
