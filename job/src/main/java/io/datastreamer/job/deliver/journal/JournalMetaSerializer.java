package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads what is kept of a journal beside its segments. */
public final class JournalMetaSerializer extends ValueSerializer<JournalMeta> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    private final SegmentHeaderSerializer headers = new SegmentHeaderSerializer();

    public JournalMetaSerializer() {
        this(V1);
    }

    private JournalMetaSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(JournalMeta value, DataOutputView out) throws IOException {
        Wire.writeNumber(out, value.firstSegment());
        Wire.writeNumber(out, value.openSegment());
        Wire.writeNumber(out, value.openChunks());
        headers.serialize(value.openHeader(), out);
        out.writeLong(value.lastTime());
    }

    @Override
    protected JournalMeta read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new JournalMeta(
                Wire.readNumber(in), Wire.readNumber(in), Wire.readInt(in), headers.deserialize(in), in.readLong());
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<JournalMeta> {
        public Snapshot() {
            super(V1, JournalMetaSerializer::new);
        }
    }
}
