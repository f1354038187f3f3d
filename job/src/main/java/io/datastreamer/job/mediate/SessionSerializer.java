package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.PdpContext;
import io.datastreamer.job.record.wire.BearerFormat;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Session}s. */
final class SessionSerializer extends ValueSerializer<Session> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;
    private static final int WIDE = 1;
    private static final int BEGAN = 2;
    private static final int BILLS = 4;

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
        out.writeByte(flags(session));
        Wire.writeNumber(out, session.lastMillis());
        writeTime(counters.untilMillis(), session, out);
        writeTime(session.createdMillis(), session, out);
        writeTime(session.closedMillis(), session, out);
        writeTime(session.arrivedMillis(), session, out);
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
        String format = Wire.readString(in);
        Bearer bearer = BearerFormat.read(in);
        long tx = Wire.readNumber(in);
        long rx = Wire.readNumber(in);
        long seconds = Wire.readNumber(in);
        int flags = in.readUnsignedByte();
        long last = Wire.readNumber(in);
        return new Session(
                format,
                bearer,
                new Counters(tx, rx, seconds, readTime(last, in), (flags & WIDE) != 0),
                readTime(last, in),
                last,
                readTime(last, in),
                readTime(last, in),
                (flags & BEGAN) != 0,
                (flags & BILLS) != 0,
                fingerprints(in));
    }

    private static int flags(Session session) {
        return (session.counters().wide() ? WIDE : 0) | (session.began() ? BEGAN : 0) | (session.bills() ? BILLS : 0);
    }

    // most times are close to the last record's, and take a few bytes
    private static void writeTime(long millis, Session session, DataOutputView out) throws IOException {
        if (millis == PdpContext.NO_TIME) {
            Wire.writeNumber(out, Absent.NUMBER);
        } else {
            long after = millis - session.lastMillis();
            Wire.writeNumber(out, (after << 1) ^ (after >> (Long.SIZE - 1)));
        }
    }

    private static long readTime(long last, DataInputView in) throws IOException {
        long folded = Wire.readNumber(in);
        return folded == Absent.NUMBER ? PdpContext.NO_TIME : last + ((folded >>> 1) ^ -(folded & 1));
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
