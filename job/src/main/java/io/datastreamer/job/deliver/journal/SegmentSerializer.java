package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.record.ValueSerializer;
import io.datastreamer.job.record.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads segments and chunks: their frames. */
public final class SegmentSerializer extends ValueSerializer<Segment> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    public SegmentSerializer() {
        this(V1);
    }

    private SegmentSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected boolean isSmall() {
        return false;
    }

    @Override
    protected void write(Segment value, DataOutputView out) throws IOException {
        Wire.writeNumber(out, value.frames().size());
        for (Frame frame : value.frames()) {
            Wire.writeNumber(out, frame.counts().events());
            Wire.writeNumber(out, frame.counts().usages());
            out.writeLong(frame.firstTime());
            Wire.writeNumber(out, frame.lastTime() - frame.firstTime());
            Wire.writeNumber(out, frame.rawLength());
            Wire.writeBytes(out, frame.compressed());
        }
    }

    @Override
    protected Segment read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        int size = Wire.readInt(in);
        List<Frame> frames = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Counts counts = new Counts(Wire.readNumber(in), Wire.readNumber(in));
            long firstTime = in.readLong();
            long lastTime = firstTime + Wire.readNumber(in);
            frames.add(new Frame(counts, firstTime, lastTime, Wire.readInt(in), Wire.readBytes(in)));
        }
        return new Segment(frames);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Segment> {
        public Snapshot() {
            super(V1, SegmentSerializer::new);
        }
    }
}
