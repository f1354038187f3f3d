package io.datastreamer.job.mediate;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Restarts}. */
final class RestartsSerializer extends ValueSerializer<Restarts> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    RestartsSerializer(int readVersion) {
        super(readVersion);
    }

    RestartsSerializer() {
        this(V1);
    }

    @Override
    protected void write(Restarts restarts, DataOutputView out) throws IOException {
        Wire.writeNumber(out, restarts.all().size());
        for (Restart restart : restarts.all()) {
            Wire.writeString(out, restart.format());
            Wire.writeString(out, restart.key());
            Wire.writeNumber(out, restart.timeMillis());
        }
    }

    @Override
    protected Restarts read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        int count = Wire.readInt(in);
        List<Restart> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Restart(Wire.readString(in), Wire.readString(in), Wire.readNumber(in)));
        }
        return new Restarts(List.copyOf(all));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Restarts> {
        public Snapshot() {
            super(V1, RestartsSerializer::new);
        }
    }
}
