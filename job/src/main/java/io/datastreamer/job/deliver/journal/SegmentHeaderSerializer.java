package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Counts;
import io.datastreamer.job.deliver.frame.EventTypes;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes headers of segments in the newest version, and reads those of all versions: state may hold values of several.
 */
public final class SegmentHeaderSerializer extends ValueSerializer<SegmentHeader> {
    private static final long serialVersionUID = 1L;
    /** Version of the snapshot. Since version 2 each value carries its own version. */
    private static final int V1 = 1;

    private static final int V2 = 2;

    public SegmentHeaderSerializer() {
        this(V1);
    }

    private SegmentHeaderSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(SegmentHeader value, DataOutputView out) throws IOException {
        Wire.writeVersion(out, V2);
        Wire.writeNumber(out, value.before().events());
        Wire.writeNumber(out, value.before().usages());
        Wire.writeNumber(out, value.counts().events());
        Wire.writeNumber(out, value.counts().usages());
        out.writeLong(value.eventTypes());
        out.writeLong(value.firstTime());
        out.writeLong(value.lastTime());
        Wire.writeNumber(out, value.rawBytes());
        Wire.writeNumber(out, value.storedBytes());
    }

    @Override
    protected SegmentHeader read(int snapshotVersion, DataInputView in) throws IOException {
        if (snapshotVersion != V1) {
            throw unknownVersion(snapshotVersion);
        }
        long first = Wire.readNumber(in);
        if (first != Absent.NUMBER) {
            // version 1 has no event types
            return read(first, in, false);
        }
        int version = in.readByte();
        if (version != V2) {
            throw unknownVersion(version);
        }
        return read(Wire.readNumber(in), in, true);
    }

    private static SegmentHeader read(long eventsBefore, DataInputView in, boolean hasTypes) throws IOException {
        return new SegmentHeader(
                new Counts(eventsBefore, Wire.readNumber(in)),
                new Counts(Wire.readNumber(in), Wire.readNumber(in)),
                hasTypes ? in.readLong() : EventTypes.ANY,
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
