package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link SessionRecord}s. */
public final class SessionRecordSerializer extends ValueSerializer<SessionRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    SessionRecordSerializer(int readVersion) {
        super(readVersion);
    }

    SessionRecordSerializer() {
        this(V1);
    }

    @Override
    protected void write(SessionRecord record, DataOutputView out) throws IOException {
        out.writeByte(record.event().code());
        Wire.writeString(out, record.format());
        Wire.writeString(out, record.element());
        Wire.writeString(out, record.session());
        Wire.writeString(out, record.key());
        out.writeLong(record.timeMillis());
        out.writeLong(record.startMillis());
        Wire.writeNumber(out, record.seconds());
        BearerFormat.write(record.bearer(), out);
        out.writeByte(record.volume().kind().code());
        Wire.writeNumber(out, record.volume().tx());
        Wire.writeNumber(out, record.volume().rx());
        Wire.writeString(out, record.sgsn());
        out.writeBoolean(record.bills());
        Wire.writeNumber(out, record.shard());
        OriginFormat.write(record.origin(), out);
    }

    @Override
    protected SessionRecord read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new SessionRecord(
                SessionRecord.Event.ofCode(in.readByte()),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                in.readLong(),
                in.readLong(),
                Wire.readNumber(in),
                BearerFormat.read(in),
                new Volume(Volume.Kind.ofCode(in.readByte()), Wire.readNumber(in), Wire.readNumber(in)),
                Wire.readNullableString(in),
                in.readBoolean(),
                Wire.readInt(in),
                OriginFormat.read(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<SessionRecord> {
        public Snapshot() {
            super(V1, SessionRecordSerializer::new);
        }
    }
}
