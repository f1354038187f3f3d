package io.datastreamer.job.record.wire;

import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A serializer for values that stay within a chain: Flink requires one, and never uses it. */
public final class ChainedSerializer<T> extends ValueSerializer<T> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    ChainedSerializer(int readVersion) {
        super(readVersion);
    }

    ChainedSerializer() {
        this(V1);
    }

    @Override
    protected void write(T value, DataOutputView out) throws IOException {
        throw new IOException(value.getClass().getName() + " does not leave its chain");
    }

    @Override
    protected T read(int version, DataInputView in) throws IOException {
        throw new IOException("nothing was written");
    }

    @Override
    public Snapshot<T> snapshotConfiguration() {
        return new Snapshot<>();
    }

    /** Required by Flink, like the serializer. */
    public static final class Snapshot<T> extends ValueSerializer.Snapshot<T> {
        public Snapshot() {
            super(V1, ChainedSerializer::new);
        }
    }
}
