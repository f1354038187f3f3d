package io.datastreamer.job.mediate;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link ShardCounts}. */
final class ShardCountsSerializer extends ValueSerializer<ShardCounts> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    ShardCountsSerializer(int readVersion) {
        super(readVersion);
    }

    ShardCountsSerializer() {
        this(V1);
    }

    @Override
    protected void write(ShardCounts counts, DataOutputView out) throws IOException {
        Wire.writeNumber(out, counts.open());
        Wire.writeNumber(out, counts.day());
        Wire.writeNumber(out, counts.ended());
    }

    @Override
    protected ShardCounts read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new ShardCounts(Wire.readInt(in), Wire.readNumber(in), Wire.readInt(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<ShardCounts> {
        public Snapshot() {
            super(V1, ShardCountsSerializer::new);
        }
    }
}
