package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads what is kept of a journal besides its segments. */
public final class JournalMetaSerializer extends ValueSerializer<JournalMeta> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    /** Adds erased segments that are still stored. */
    private static final int V2 = 2;

    private final SegmentHeaderSerializer headers = new SegmentHeaderSerializer();

    public JournalMetaSerializer() {
        this(V2);
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
        Wire.writeNumber(out, value.firstStored());
    }

    @Override
    protected JournalMeta read(int version, DataInputView in) throws IOException {
        if (version != V1 && version != V2) {
            throw unknownVersion(version);
        }
        long firstSegment = Wire.readNumber(in);
        long openSegment = Wire.readNumber(in);
        int openChunks = Wire.readInt(in);
        SegmentHeader openHeader = headers.deserialize(in);
        long lastTime = in.readLong();
        long firstStored = version == V1 ? firstSegment : Wire.readNumber(in);
        return new JournalMeta(firstStored, firstSegment, openSegment, openChunks, openHeader, lastTime);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<JournalMeta> {
        public Snapshot() {
            super(V2, JournalMetaSerializer::new);
        }
    }
}
