package io.datastreamer.job.enrich;

import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link RecentRecords}: each number as its distance from the one before, as these are close. */
final class RecentRecordsSerializer extends ValueSerializer<RecentRecords> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    private static final int SIGN_SHIFT = 63;

    RecentRecordsSerializer(int readVersion) {
        super(readVersion);
    }

    RecentRecordsSerializer() {
        this(V1);
    }

    @Override
    protected void write(RecentRecords recent, DataOutputView out) throws IOException {
        out.writeBoolean(recent.hasOlder());
        Wire.writeNumber(out, recent.size());
        long id = 0;
        long stamp = 0;
        for (int i = 0; i < recent.size(); i++) {
            writeDistance(out, recent.id(i) - id);
            writeDistance(out, recent.stamp(i) - stamp);
            id = recent.id(i);
            stamp = recent.stamp(i);
        }
    }

    @Override
    protected RecentRecords read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        boolean hasOlder = in.readBoolean();
        long[] numbers = new long[2 * Wire.readInt(in)];
        long id = 0;
        long stamp = 0;
        for (int i = 0; i < numbers.length; i += 2) {
            id += readDistance(in);
            stamp += readDistance(in);
            numbers[i] = id;
            numbers[i + 1] = stamp;
        }
        return RecentRecords.of(numbers, hasOlder);
    }

    // the sign goes to the lowest bit, so that small distances of both signs are short
    private static void writeDistance(DataOutputView out, long distance) throws IOException {
        Wire.writeNumber(out, (distance << 1) ^ (distance >> SIGN_SHIFT));
    }

    private static long readDistance(DataInputView in) throws IOException {
        long written = Wire.readNumber(in);
        return (written >>> 1) ^ -(written & 1);
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<RecentRecords> {
        public Snapshot() {
            super(V1, RecentRecordsSerializer::new);
        }
    }
}
