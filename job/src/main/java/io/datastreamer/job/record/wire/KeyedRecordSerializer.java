package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link KeyedRecord}s, which cross the network, and wait in state. */
public final class KeyedRecordSerializer extends ValueSerializer<KeyedRecord> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    /** Adds the detail of network records, and the 4G or 5G cell of PDP contexts. */
    private static final int V2 = 2;

    /** Creates a serializer that reads the given version. */
    public KeyedRecordSerializer(int readVersion) {
        super(readVersion);
    }

    KeyedRecordSerializer() {
        this(V2);
    }

    @Override
    protected void write(KeyedRecord record, DataOutputView out) throws IOException {
        out.writeByte(record.type().code());
        OriginFormat.write(record.origin(), out);
        switch (record.type()) {
            case NETWORK -> NetworkRecordFormat.write(record.asNetwork(), out);
            case BILLING -> BillingRecordFormat.write(record.asBilling(), out);
            case SIM -> SimFormat.write(record.asSim(), out);
            case SIM_DELETION -> Wire.writeString(out, record.key());
        }
    }

    @Override
    protected KeyedRecord read(int version, DataInputView in) throws IOException {
        if (version != V1 && version != V2) {
            throw unknownVersion(version);
        }
        KeyedRecord.Type type = KeyedRecord.Type.ofCode(in.readByte());
        Origin origin = OriginFormat.read(in);
        return switch (type) {
            case NETWORK -> KeyedRecord.network(NetworkRecordFormat.read(version == V2, in), origin);
            case BILLING -> KeyedRecord.billing(BillingRecordFormat.read(in), origin);
            case SIM -> KeyedRecord.sim(SimFormat.read(in), origin);
            case SIM_DELETION -> KeyedRecord.simDeletion(Wire.readString(in), origin);
        };
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<KeyedRecord> {
        public Snapshot() {
            super(V2, KeyedRecordSerializer::new);
        }
    }
}
