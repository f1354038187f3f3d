package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link PdpContext}s within other formats. */
final class PdpContextFormat {
    private PdpContextFormat() {}

    static void write(PdpContext context, DataOutputView out) throws IOException {
        Wire.writeString(out, context.pdpContextId());
        out.writeLong(context.tunnelCreatedMillis());
        Wire.writeString(out, context.gtpVersion());
        Wire.writeString(out, context.ggsnControlPlaneIpAddress());
        Wire.writeString(out, context.ggsnDataPlaneIpAddress());
        Wire.writeString(out, context.sgsnControlPlaneIpAddress());
        Wire.writeString(out, context.sgsnDataPlaneIpAddress());
        Wire.writeString(out, context.region());
        Wire.writeString(out, context.breakoutIp());
        Wire.writeString(out, context.apn());
        Wire.writeNumber(out, context.nsapi());
        Wire.writeString(out, context.ueIpAddress());
        Wire.writeString(out, context.imeisv());
        Wire.writeString(out, context.mcc());
        Wire.writeString(out, context.mnc());
        Wire.writeNumber(out, context.lac());
        Wire.writeNumber(out, context.sac());
        Wire.writeNumber(out, context.rac());
        Wire.writeNumber(out, context.ci());
        Wire.writeNumber(out, context.ratType());
        Wire.writeNumber(out, context.txTeidControlPlane());
        Wire.writeNumber(out, context.txTeidDataPlane());
        Wire.writeNumber(out, context.rxTeid());
        Wire.writeString(out, context.imsi());
        Wire.writeNumber(out, context.tac());
        Wire.writeNumber(out, context.eci());
        Wire.writeNumber(out, context.nci());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param hasCell whether it was written with its 4G or 5G cell
     */
    static PdpContext read(boolean hasCell, DataInputView in) throws IOException {
        return new PdpContext(
                Wire.readNullableString(in),
                in.readLong(),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                hasCell ? Wire.readNumber(in) : Absent.NUMBER,
                hasCell ? Wire.readNumber(in) : Absent.NUMBER,
                hasCell ? Wire.readNumber(in) : Absent.NUMBER);
    }
}
