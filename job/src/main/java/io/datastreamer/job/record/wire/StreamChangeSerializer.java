package io.datastreamer.job.record.wire;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link StreamChange}s: the id and the data stream's JSON. */
public final class StreamChangeSerializer extends ValueSerializer<StreamChange> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    /** Adds whose stream a removal is for. */
    private static final int V2 = 2;

    StreamChangeSerializer(int readVersion) {
        super(readVersion);
    }

    StreamChangeSerializer() {
        this(V2);
    }

    @Override
    protected void write(StreamChange change, DataOutputView out) throws IOException {
        Wire.writeString(out, change.id());
        Wire.writeBytes(out, change.stream() == null ? null : DataStreamCodec.write(change.stream()));
        out.writeBoolean(change.organisationId() != null);
        out.writeLong(change.organisationId() == null ? 0 : change.organisationId());
    }

    @Override
    protected StreamChange read(int version, DataInputView in) throws IOException {
        if (version != V1 && version != V2) {
            throw unknownVersion(version);
        }
        String id = Wire.readString(in);
        byte[] json = Wire.readNullableBytes(in);
        boolean saysWhose = version != V1 && in.readBoolean();
        long organisationId = version == V1 ? 0 : in.readLong();
        if (json == null) {
            return StreamChange.remove(id, saysWhose ? organisationId : null);
        }
        try {
            return DataStreamCodec.read(json);
        } catch (ContractException e) {
            throw new IOException("the data stream " + id + " cannot be read back: " + e.getMessage(), e);
        }
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<StreamChange> {
        public Snapshot() {
            super(V2, StreamChangeSerializer::new);
        }
    }
}
