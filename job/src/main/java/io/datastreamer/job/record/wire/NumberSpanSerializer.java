package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.NumberSpan;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link NumberSpan}s. */
public final class NumberSpanSerializer extends ValueSerializer<NumberSpan> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    NumberSpanSerializer(int readVersion) {
        super(readVersion);
    }

    NumberSpanSerializer() {
        this(V1);
    }

    @Override
    protected void write(NumberSpan span, DataOutputView out) throws IOException {
        Wire.writeString(out, span.element());
        out.writeBoolean(span.ofFiles());
        Wire.writeNumber(out, span.from());
        Wire.writeNumber(out, span.to());
    }

    @Override
    protected NumberSpan read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new NumberSpan(Wire.readString(in), in.readBoolean(), Wire.readNumber(in), Wire.readNumber(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<NumberSpan> {
        public Snapshot() {
            super(V1, NumberSpanSerializer::new);
        }
    }
}
