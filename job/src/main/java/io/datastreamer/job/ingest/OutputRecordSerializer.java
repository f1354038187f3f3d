package io.datastreamer.job.ingest;

import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes key and value, each as its length (-1 for null) and its bytes. */
public final class OutputRecordSerializer extends ValueSerializer<OutputRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    OutputRecordSerializer(int readVersion) {
        super(readVersion);
    }

    OutputRecordSerializer() {
        this(V1);
    }

    @Override
    protected void write(OutputRecord output, DataOutputView out) throws IOException {
        write(output.key(), out);
        write(output.value(), out);
    }

    @Override
    protected OutputRecord read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new OutputRecord(read(in), read(in));
    }

    @Override
    protected boolean isSmall() {
        return false;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    private static void write(byte @Nullable [] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            target.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputView source) throws IOException {
        int length = source.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        source.readFully(bytes);
        return bytes;
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<OutputRecord> {
        public Snapshot() {
            super(V1, OutputRecordSerializer::new);
        }
    }
}
