package io.datastreamer.job.reject;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Rejected} records. */
public final class RejectedSerializer extends ValueSerializer<Rejected> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    RejectedSerializer(int readVersion) {
        super(readVersion);
    }

    RejectedSerializer() {
        this(V1);
    }

    @Override
    protected void write(Rejected rejected, DataOutputView out) throws IOException {
        Wire.writeString(out, rejected.stage());
        Wire.writeString(out, rejected.reason());
        Wire.writeString(out, rejected.source());
        Wire.writeString(out, rejected.position());
        Wire.writeBytes(out, rejected.raw());
        Wire.writeString(out, rejected.streamId());
        Wire.writeNumber(out, rejected.remoteStatus());
        out.writeLong(rejected.time().toEpochMilli());
    }

    @Override
    protected Rejected read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new Rejected(
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readBytes(in),
                Wire.readNullableString(in),
                Wire.readInt(in),
                Instant.ofEpochMilli(in.readLong()));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Rejected> {
        public Snapshot() {
            super(V1, RejectedSerializer::new);
        }
    }
}
