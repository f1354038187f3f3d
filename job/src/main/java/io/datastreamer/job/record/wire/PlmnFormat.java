package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link Plmn}s, or null, within other formats. */
final class PlmnFormat {
    private PlmnFormat() {}

    static void write(@Nullable Plmn plmn, DataOutputView out) throws IOException {
        Wire.writeString(out, plmn == null ? null : plmn.mcc());
        if (plmn != null) {
            Wire.writeString(out, plmn.mnc());
        }
    }

    static @Nullable Plmn read(DataInputView in) throws IOException {
        String mcc = Wire.readNullableString(in);
        return mcc == null ? null : new Plmn(mcc, Wire.readString(in));
    }
}
