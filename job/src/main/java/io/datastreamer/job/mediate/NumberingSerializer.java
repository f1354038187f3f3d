package io.datastreamer.job.mediate;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Numbering}s. */
final class NumberingSerializer extends ValueSerializer<Numbering> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    NumberingSerializer(int readVersion) {
        super(readVersion);
    }

    NumberingSerializer() {
        this(V1);
    }

    @Override
    protected void write(Numbering numbers, DataOutputView out) throws IOException {
        Wire.writeNumber(out, numbers.spans());
        for (int i = 0; i < numbers.spans(); i++) {
            out.writeLong(numbers.from(i));
            Wire.writeNumber(out, numbers.to(i) - numbers.from(i));
            out.writeLong(numbers.since(i));
        }
    }

    @Override
    protected Numbering read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        int spans = Wire.readInt(in);
        long[] from = new long[spans];
        long[] to = new long[spans];
        long[] since = new long[spans];
        for (int i = 0; i < spans; i++) {
            from[i] = in.readLong();
            to[i] = from[i] + Wire.readNumber(in);
            since[i] = in.readLong();
        }
        return new Numbering(from, to, since);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Numbering> {
        public Snapshot() {
            super(V1, NumberingSerializer::new);
        }
    }
}
