package io.datastreamer.job.record;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link StoredStream}s. */
public final class DataStreamSerializer extends ValueSerializer<StoredStream> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    /** Creates a serializer that reads the given version. */
    public DataStreamSerializer(int readVersion) {
        super(readVersion);
    }

    /** Creates a serializer that reads the version that it writes. */
    public DataStreamSerializer() {
        this(V1);
    }

    @Override
    protected void write(StoredStream stream, DataOutputView out) throws IOException {
        Wire.writeBytes(out, stream.json());
    }

    @Override
    protected StoredStream read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new StoredStream(Wire.readBytes(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<StoredStream> {
        public Snapshot() {
            super(V1, DataStreamSerializer::new);
        }
    }
}
