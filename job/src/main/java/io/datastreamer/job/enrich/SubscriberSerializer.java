package io.datastreamer.job.enrich;

import io.datastreamer.job.record.wire.SimFormat;
import io.datastreamer.job.serial.ValueSerializer;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Subscriber}s. */
final class SubscriberSerializer extends ValueSerializer<Subscriber> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    SubscriberSerializer(int readVersion) {
        super(readVersion);
    }

    SubscriberSerializer() {
        this(V1);
    }

    @Override
    protected void write(Subscriber subscriber, DataOutputView out) throws IOException {
        out.writeBoolean(subscriber.sim() != null);
        if (subscriber.sim() != null) {
            SimFormat.write(subscriber.sim(), out);
        }
        out.writeLong(subscriber.deletedAtMillis());
        Wire.writeNumber(out, subscriber.waiting());
    }

    @Override
    protected Subscriber read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return new Subscriber(in.readBoolean() ? SimFormat.read(in) : null, in.readLong(), Wire.readInt(in));
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Subscriber> {
        public Snapshot() {
            super(V1, SubscriberSerializer::new);
        }
    }
}
