package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.EventTypes;
import io.datastreamer.job.deliver.frame.Frame;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes segments and chunks in the newest version, and reads those of all versions: state may hold values of several.
 */
public final class SegmentSerializer extends ValueSerializer<Segment> {
    private static final long serialVersionUID = 1L;
    /** Version of the snapshot. Since version 2 each value carries its own version. */
    private static final int V1 = 1;

    private static final int V2 = 2;

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
        Wire.writeVersion(out, V2);
        Wire.writeNumber(out, value.frames().size());
        for (Frame frame : value.frames()) {
            Wire.writeNumber(out, frame.counts().events());
            Wire.writeNumber(out, frame.counts().usages());
            out.writeLong(frame.firstTime());
            Wire.writeNumber(out, frame.lastTime() - frame.firstTime());
            out.writeLong(frame.eventTypes());
            Wire.writeNumber(out, frame.rawLength());
            Wire.writeBytes(out, frame.compressed());
        }
    }

    @Override
    protected Segment read(int snapshotVersion, DataInputView in) throws IOException {
        if (snapshotVersion != V1) {
            throw unknownVersion(snapshotVersion);
        }
        int first = Wire.readInt(in);
        if (first != Absent.NUMBER) {
            // version 1 has no event types
            return read(first, in, false);
        }
        int version = in.readByte();
        if (version != V2) {
            throw unknownVersion(version);
        }
        return read(Wire.readInt(in), in, true);
    }

    private static Segment read(int size, DataInputView in, boolean hasTypes) throws IOException {
        List<Frame> frames = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Counts counts = new Counts(Wire.readNumber(in), Wire.readNumber(in));
            long firstTime = in.readLong();
            long lastTime = firstTime + Wire.readNumber(in);
            long eventTypes = hasTypes ? in.readLong() : EventTypes.ANY;
            frames.add(new Frame(counts, firstTime, lastTime, eventTypes, Wire.readInt(in), Wire.readBytes(in)));
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
