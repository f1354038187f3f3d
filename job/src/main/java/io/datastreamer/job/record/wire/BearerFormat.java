package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Bearer}s within other formats. */
public final class BearerFormat {
    private BearerFormat() {}

    /** Writes a bearer. */
    public static void write(Bearer bearer, DataOutputView out) throws IOException {
        Wire.writeString(out, bearer.imsi());
        PlmnFormat.write(bearer.plmn(), out);
        Wire.writeString(out, bearer.contextId());
        Wire.writeString(out, bearer.apn());
        Wire.writeNumber(out, bearer.nsapi());
        Wire.writeString(out, bearer.ueIpAddress());
        Wire.writeString(out, bearer.imeisv());
        Wire.writeNumber(out, bearer.ratType());
        Wire.writeString(out, bearer.sgsnAddress());
        Wire.writeString(out, bearer.ggsnAddress());
        Cell cell = bearer.cell();
        out.writeBoolean(cell.isKnown());
        if (cell.isKnown()) {
            Wire.writeNumber(out, cell.lac());
            Wire.writeNumber(out, cell.sac());
            Wire.writeNumber(out, cell.rac());
            Wire.writeNumber(out, cell.ci());
            Wire.writeNumber(out, cell.tac());
            Wire.writeNumber(out, cell.eci());
            Wire.writeNumber(out, cell.nci());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Bearer read(DataInputView in) throws IOException {
        return new Bearer(
                Wire.readNullableString(in),
                PlmnFormat.read(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                in.readBoolean() ? readCell(in) : Cell.UNKNOWN);
    }

    private static Cell readCell(DataInputView in) throws IOException {
        return new Cell(
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in));
    }
}
