package io.datastreamer.job.ingest;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes key and value, each as its length (-1 for null) and its bytes. */
public final class OutputRecordSerializer extends TypeSerializerSingleton<OutputRecord> {
    private static final long serialVersionUID = 1L;

    static final OutputRecordSerializer INSTANCE = new OutputRecordSerializer();

    /** What a checkpoint keeps of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutputRecord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public OutputRecord createInstance() {
        return new OutputRecord(null, null);
    }

    @Override
    public OutputRecord copy(OutputRecord from) {
        return from;
    }

    @Override
    public OutputRecord copy(OutputRecord from, OutputRecord reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(OutputRecord output, DataOutputView target) throws IOException {
        write(output.key(), target);
        write(output.value(), target);
    }

    @Override
    public OutputRecord deserialize(DataInputView source) throws IOException {
        return new OutputRecord(read(source), read(source));
    }

    @Override
    public OutputRecord deserialize(OutputRecord reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<OutputRecord> snapshotConfiguration() {
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
}
