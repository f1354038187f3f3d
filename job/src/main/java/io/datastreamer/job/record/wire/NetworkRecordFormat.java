package io.datastreamer.job.record.wire;

import io.datastreamer.contract.Severity;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.EventSource;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.User;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link NetworkRecord}s within other formats. */
final class NetworkRecordFormat {
    private static final EventSource[] SOURCES = EventSource.values();
    private static final Severity[] SEVERITIES = Severity.values();

    private NetworkRecordFormat() {}

    static void write(NetworkRecord record, DataOutputView out) throws IOException {
        Wire.writeNumber(out, record.recordId());
        out.writeLong(record.timeMillis());
        out.writeByte(record.eventType().id());
        Wire.writeString(out, record.imsi());
        Wire.writeNumber(out, record.organisationId());
        PlmnFormat.write(record.plmn(), out);
        Wire.writeString(out, record.vlr());
        Wire.writeString(out, record.sgsn());
        Wire.writeString(out, record.sgsnIp());
        PdpContext context = record.pdpContext();
        out.writeBoolean(context != null);
        if (context != null) {
            PdpContextFormat.write(context, out);
        }
        Wire.writeNumber(out, record.rxBytes());
        Wire.writeNumber(out, record.txBytes());
        writeUser(record.user(), out);
        Wire.writeString(out, record.ipAddress());
        Wire.writeString(out, record.reason());
        Wire.writeString(out, record.callbackUrl());
        Wire.writeNumber(out, record.httpStatus());
        Wire.writeString(out, record.simStatusFrom());
        Wire.writeString(out, record.simStatusTo());
        Wire.writeNumber(
                out, record.source() == null ? Absent.NUMBER : record.source().id());
        Wire.writeNumber(
                out,
                record.severity() == null ? Absent.NUMBER : record.severity().id());
        Wire.writeNumber(out, record.alert() == null ? Absent.NUMBER : record.alert() ? 1 : 0);
        Wire.writeString(out, record.description());
        Wire.writeString(out, record.detail());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param isSecond whether it was written with its detail, and PDP contexts with their 4G or 5G cell
     */
    static NetworkRecord read(boolean isSecond, DataInputView in) throws IOException {
        return new NetworkRecord(
                Wire.readNumber(in),
                in.readLong(),
                EventType.ofId(in.readByte()),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                PlmnFormat.read(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                in.readBoolean() ? PdpContextFormat.read(isSecond, in) : null,
                Wire.readNumber(in),
                Wire.readNumber(in),
                readUser(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNumber(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                readSource(in),
                readSeverity(in),
                readAlert(in),
                Wire.readNullableString(in),
                isSecond ? Wire.readNullableString(in) : null);
    }

    private static void writeUser(@Nullable User user, DataOutputView out) throws IOException {
        out.writeBoolean(user != null);
        if (user != null) {
            Wire.writeNumber(out, user.id());
            Wire.writeString(out, user.username());
            Wire.writeString(out, user.name());
        }
    }

    private static @Nullable User readUser(DataInputView in) throws IOException {
        return in.readBoolean()
                ? new User(Wire.readNumber(in), Wire.readString(in), Wire.readNullableString(in))
                : null;
    }

    private static @Nullable EventSource readSource(DataInputView in) throws IOException {
        int id = Wire.readInt(in);
        return id == Absent.NUMBER ? null : SOURCES[id];
    }

    private static @Nullable Severity readSeverity(DataInputView in) throws IOException {
        int id = Wire.readInt(in);
        return id == Absent.NUMBER ? null : SEVERITIES[id];
    }

    private static @Nullable Boolean readAlert(DataInputView in) throws IOException {
        int alert = Wire.readInt(in);
        return alert == Absent.NUMBER ? null : Boolean.valueOf(alert == 1);
    }
}
