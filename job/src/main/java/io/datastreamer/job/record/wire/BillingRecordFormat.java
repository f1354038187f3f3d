package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link BillingRecord}s within other formats. */
final class BillingRecordFormat {
    private BillingRecordFormat() {}

    static void write(BillingRecord record, DataOutputView out) throws IOException {
        Wire.writeNumber(out, record.recordId());
        Wire.writeString(out, record.imsi());
        out.writeLong(record.startMillis());
        out.writeLong(record.endMillis());
        out.writeByte(record.service().code());
        Wire.writeNumber(out, record.rx());
        Wire.writeNumber(out, record.tx());
        PlmnFormat.write(record.plmn(), out);
        Wire.writeNumber(out, record.tariffId());
        Wire.writeNumber(out, record.ratezoneId());
        Wire.writeDecimal(out, record.cost());
        Wire.writeNumber(out, record.currencyId());
        Wire.writeString(out, record.currencyCode());
    }

    static BillingRecord read(DataInputView in) throws IOException {
        return new BillingRecord(
                Wire.readNumber(in),
                Wire.readString(in),
                in.readLong(),
                in.readLong(),
                BillingRecord.Service.ofCode(in.readByte()),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Objects.requireNonNull(PlmnFormat.read(in)),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNullableDecimal(in),
                Wire.readNumber(in),
                Wire.readNullableString(in));
    }
}
