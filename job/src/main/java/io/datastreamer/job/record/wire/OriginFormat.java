package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.Origin;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Origin}s within other formats. */
final class OriginFormat {
    private OriginFormat() {}

    static void write(Origin origin, DataOutputView out) throws IOException {
        Wire.writeString(out, origin.source());
        Wire.writeNumber(out, origin.position());
        Wire.writeNumber(out, origin.timestamp());
        Wire.writeBytes(out, origin.raw());
    }

    static Origin read(DataInputView in) throws IOException {
        return new Origin(Wire.readString(in), Wire.readNumber(in), Wire.readNumber(in), Wire.readBytes(in));
    }
}
