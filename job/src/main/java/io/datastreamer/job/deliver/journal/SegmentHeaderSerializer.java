package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.record.ValueSerializer;
import io.datastreamer.job.record.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads the headers of segments. */
public final class SegmentHeaderSerializer extends ValueSerializer<SegmentHeader> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    public SegmentHeaderSerializer() {
        this(V1);
    }

    private SegmentHeaderSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(SegmentHeader value, DataOutputView out) throws IOException {
        Wire.writeNumber(out, value.before().events());
        Wire.writeNumber(out, value.before().usages());
        Wire.writeNumber(out, value.counts().events());
        Wire.writeNumber(out, value.counts().usages());
        out.writeLong(value.firstTime());
        out.writeLong(value.lastTime());
        Wire.writeNumber(out, value.rawBytes());
        Wire.writeNumber(out, value.storedBytes());
    }

    @Override
    protected SegmentHeader read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new SegmentHeader(
                new Counts(Wire.readNumber(in), Wire.readNumber(in)),
                new Counts(Wire.readNumber(in), Wire.readNumber(in)),
                in.readLong(),
                in.readLong(),
                Wire.readNumber(in),
                Wire.readNumber(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<SegmentHeader> {
        public Snapshot() {
            super(V1, SegmentHeaderSerializer::new);
        }
    }
}
