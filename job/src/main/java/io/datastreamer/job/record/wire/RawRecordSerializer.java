package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link RawRecord}s. */
public final class RawRecordSerializer extends ValueSerializer<RawRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    RawRecordSerializer(int readVersion) {
        super(readVersion);
    }

    RawRecordSerializer() {
        this(V1);
    }

    @Override
    protected void write(RawRecord record, DataOutputView out) throws IOException {
        Wire.writeBytes(out, record.bytes());
        Wire.writeBytes(out, record.key());
        Wire.writeString(out, record.source());
        Wire.writeNumber(out, record.position());
        Wire.writeNumber(out, record.timestamp());
        Wire.writeString(out, record.flaw());
        out.writeBoolean(record.damaged());
    }

    @Override
    protected RawRecord read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new RawRecord(
                Wire.readBytes(in),
                Wire.readNullableBytes(in),
                Wire.readString(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                in.readBoolean());
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<RawRecord> {
        public Snapshot() {
            super(V1, RawRecordSerializer::new);
        }
    }
}
