package io.datastreamer.job.deliver;

import io.datastreamer.job.deliver.ledger.Gap;
import io.datastreamer.job.deliver.ledger.HourCount;
import io.datastreamer.job.deliver.ledger.LaneLedger;
import io.datastreamer.job.deliver.ledger.Owed;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes and reads a lane's ledger, as a part of its cursor, and counts by the hour. The value around them carries the
 * version.
 */
final class LedgerWire {
    private static final byte OTHER = 1;

    private LedgerWire() {}

    static void write(DataOutputView out, LaneLedger ledger) throws IOException {
        Wire.writeNumber(out, ledger.since());
        Owed owed = ledger.owed();
        Wire.writeNumber(out, owed.low());
        Wire.writeNumber(out, owed.high());
        Wire.writeNumber(out, owed.gaps().size());
        for (Gap gap : owed.gaps()) {
            Wire.writeNumber(out, gap.from());
            Wire.writeNumber(out, gap.to());
            out.writeBoolean(gap.jumped());
        }
        writeCount(out, ledger.total());
        writeCounts(out, ledger.recent());
        Wire.writeNumber(out, ledger.firstDay());
        Wire.writeNumber(out, ledger.lastDay());
    }

    static LaneLedger read(DataInputView in) throws IOException {
        long since = Wire.readNumber(in);
        long low = Wire.readNumber(in);
        long high = Wire.readNumber(in);
        int size = Wire.readInt(in);
        List<Gap> gaps = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            gaps.add(new Gap(Wire.readNumber(in), Wire.readNumber(in), in.readBoolean()));
        }
        return new LaneLedger(
                since,
                new Owed(low, high, gaps),
                readCount(in),
                readCounts(in),
                Wire.readNumber(in),
                Wire.readNumber(in));
    }

    static void writeCounts(DataOutputView out, List<HourCount> counts) throws IOException {
        Wire.writeNumber(out, counts.size());
        for (HourCount count : counts) {
            writeCount(out, count);
        }
    }

    static List<HourCount> readCounts(DataInputView in) throws IOException {
        int size = Wire.readInt(in);
        List<HourCount> counts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            counts.add(readCount(in));
        }
        return counts;
    }

    private static void writeCount(DataOutputView out, HourCount count) throws IOException {
        boolean isOther = count.hour() == HourCount.OTHER;
        out.writeByte(isOther ? OTHER : 0);
        if (!isOther) {
            Wire.writeNumber(out, count.hour());
        }
        Wire.writeNumber(out, count.delivered());
        Wire.writeNumber(out, count.refused());
        Wire.writeNumber(out, count.expired());
        Wire.writeNumber(out, count.skipped());
        out.writeLong(count.sum());
        out.writeLong(count.xor());
    }

    private static HourCount readCount(DataInputView in) throws IOException {
        long hour = in.readByte() == OTHER ? HourCount.OTHER : Wire.readNumber(in);
        return new HourCount(
                hour,
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                Wire.readNumber(in),
                in.readLong(),
                in.readLong());
    }
}
