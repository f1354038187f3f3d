package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.record.ValueSerializer;
import io.datastreamer.job.record.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads cursors. */
final class CursorSerializer extends ValueSerializer<Cursor> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    CursorSerializer() {
        this(V1);
    }

    private CursorSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(Cursor value, DataOutputView out) throws IOException {
        Wire.writeNumber(out, value.position().segment());
        Wire.writeNumber(out, value.position().ordinal());
        Wire.writeNumber(out, value.before());
        Wire.writeNumber(out, value.delivered());
        Wire.writeNumber(out, value.refused());
        Wire.writeNumber(out, value.expired());
        Wire.writeNumber(out, value.stale());
        Wire.writeNumber(out, value.skipped());
        Wire.writeNumber(out, value.lastDeliveredAt());
        Wire.writeString(out, value.lastReplayId());
        Cursor.FixedBatch fixed = value.fixed();
        out.writeBoolean(fixed != null);
        if (fixed != null) {
            Wire.writeNumber(out, fixed.until().segment());
            Wire.writeNumber(out, fixed.until().ordinal());
            Wire.writeString(out, fixed.name());
        }
    }

    @Override
    protected Cursor read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new Cursor(
                readPosition(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readString(in),
                in.readBoolean() ? new Cursor.FixedBatch(readPosition(in), Wire.readString(in)) : null);
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
