package io.datastreamer.job.enrich;

import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link WaitingRecord}s. */
final class WaitingRecordSerializer extends ValueSerializer<WaitingRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    WaitingRecordSerializer(int readVersion) {
        super(readVersion);
    }

    WaitingRecordSerializer() {
        this(V1);
    }

    @Override
    protected void write(WaitingRecord waiting, DataOutputView out) throws IOException {
        out.writeLong(waiting.sinceMillis());
        RecordTypes.KEYED_RECORD.serializer().serialize(waiting.record(), out);
    }

    @Override
    protected WaitingRecord read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        long sinceMillis = in.readLong();
        return new WaitingRecord(RecordTypes.KEYED_RECORD.serializer().deserialize(in), sinceMillis);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<WaitingRecord> {
        public Snapshot() {
            super(V1, WaitingRecordSerializer::new);
        }
    }
}
