package io.datastreamer.job.enrich;

import io.datastreamer.job.record.wire.KeyedRecordSerializer;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link WaitingRecord}s. */
final class WaitingRecordSerializer extends ValueSerializer<WaitingRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    /** Records are in the second version of their format. */
    private static final int V2 = 2;

    WaitingRecordSerializer(int readVersion) {
        super(readVersion);
    }

    WaitingRecordSerializer() {
        this(V2);
    }

    @Override
    protected void write(WaitingRecord waiting, DataOutputView out) throws IOException {
        out.writeLong(waiting.sinceMillis());
        RecordTypes.KEYED_RECORD.serializer().serialize(waiting.record(), out);
    }

    @Override
    protected WaitingRecord read(int version, DataInputView in) throws IOException {
        if (version != V1 && version != V2) {
            throw unknownVersion(version);
        }
        long sinceMillis = in.readLong();
        // both formats were versioned together so far
        return new WaitingRecord(new KeyedRecordSerializer(version).deserialize(in), sinceMillis);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<WaitingRecord> {
        public Snapshot() {
            super(V2, WaitingRecordSerializer::new);
        }
    }
}
