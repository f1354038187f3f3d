package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.ledger.DayCounts;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads the counts of one day of a lane. Values carry their version. */
final class DayCountsSerializer extends ValueSerializer<DayCounts> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    DayCountsSerializer() {
        this(V1);
    }

    private DayCountsSerializer(int readVersion) {
        super(readVersion);
    }

    @Override
    protected void write(DayCounts value, DataOutputView out) throws IOException {
        Wire.writeVersion(out, V1);
        LedgerWire.writeCounts(out, value.hours());
    }

    @Override
    protected DayCounts read(int snapshotVersion, DataInputView in) throws IOException {
        if (snapshotVersion != V1) {
            throw unknownVersion(snapshotVersion);
        }
        Wire.readNumber(in);
        int version = in.readByte();
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new DayCounts(LedgerWire.readCounts(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<DayCounts> {
        public Snapshot() {
            super(V1, DayCountsSerializer::new);
        }
    }
}
