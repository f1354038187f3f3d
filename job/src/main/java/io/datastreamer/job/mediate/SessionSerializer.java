package io.datastreamer.job.mediate;

import io.datastreamer.job.record.BearerFormat;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.ValueSerializer;
import io.datastreamer.job.record.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Session}s. */
final class SessionSerializer extends ValueSerializer<Session> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    SessionSerializer(int readVersion) {
        super(readVersion);
    }

    SessionSerializer() {
        this(V1);
    }

    @Override
    protected void write(Session session, DataOutputView out) throws IOException {
        Wire.writeString(out, session.format());
        BearerFormat.write(session.bearer(), out);
        Counters counters = session.counters();
        Wire.writeNumber(out, counters.tx());
        Wire.writeNumber(out, counters.rx());
        Wire.writeNumber(out, counters.seconds());
        out.writeLong(counters.untilMillis());
        out.writeBoolean(counters.wide());
        out.writeLong(session.createdMillis());
        out.writeLong(session.lastMillis());
        out.writeBoolean(session.isClosed());
        if (session.isClosed()) {
            out.writeLong(session.closedMillis());
        }
        out.writeLong(session.arrivedMillis());
        out.writeBoolean(session.began());
        out.writeBoolean(session.bills());
        out.writeByte(session.recent().length);
        for (long fingerprint : session.recent()) {
            out.writeShort((int) (fingerprint >>> Integer.SIZE));
            out.writeInt((int) fingerprint);
        }
    }

    @Override
    protected Session read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new Session(
                Wire.readString(in),
                BearerFormat.read(in),
                new Counters(
                        Wire.readNumber(in), Wire.readNumber(in), Wire.readNumber(in), in.readLong(), in.readBoolean()),
                in.readLong(),
                in.readLong(),
                in.readBoolean() ? in.readLong() : PdpContext.NO_TIME,
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                fingerprints(in));
    }

    private static long[] fingerprints(DataInputView in) throws IOException {
        long[] fingerprints = new long[in.readUnsignedByte()];
        for (int i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = (long) in.readUnsignedShort() << Integer.SIZE | Integer.toUnsignedLong(in.readInt());
        }
        return fingerprints;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Session> {
        public Snapshot() {
            super(V1, SessionSerializer::new);
        }
    }
}
