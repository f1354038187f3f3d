package io.datastreamer.job.record;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link StreamConfiguration}s, as their JSON. */
public final class DataStreamSerializer extends ValueSerializer<StreamConfiguration> {
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
    protected void write(StreamConfiguration stream, DataOutputView out) throws IOException {
        Wire.writeBytes(out, DataStreamCodec.write(stream));
    }

    @Override
    protected StreamConfiguration read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        StreamConfiguration stream;
        try {
            stream = DataStreamCodec.read(Wire.readBytes(in)).stream();
        } catch (ContractException e) {
            throw new IOException("a data stream cannot be read back: " + e.getMessage(), e);
        }
        if (stream == null) {
            throw new IOException("a data stream cannot be read back: it is a removal");
        }
        return stream;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<StreamConfiguration> {
        public Snapshot() {
            super(V1, DataStreamSerializer::new);
        }
    }
}
