package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A simple way for Flink to handle raw records: what sources are given in these tests. */
final class RawRecordTestType extends TypeInformation<RawRecord> {
    private static final long serialVersionUID = 1L;

    static final RawRecordTestType INSTANCE = new RawRecordTestType();

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<RawRecord> getTypeClass() {
        return RawRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<RawRecord> createSerializer(SerializerConfig config) {
        return new Serializer();
    }

    @Override
    public String toString() {
        return "RawRecord";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecordTestType;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RawRecordTestType;
    }

    /** Field after field. */
    public static final class Serializer extends TypeSerializerSingleton<RawRecord> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public RawRecord createInstance() {
            return new RawRecord(new byte[0], null, "", 0, 0, null);
        }

        @Override
        public RawRecord copy(RawRecord from) {
            return from;
        }

        @Override
        public RawRecord copy(RawRecord from, RawRecord reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(RawRecord record, DataOutputView target) throws IOException {
            target.writeInt(record.bytes().length);
            target.write(record.bytes());
            byte[] key = record.key();
            target.writeInt(key == null ? -1 : key.length);
            if (key != null) {
                target.write(key);
            }
            target.writeUTF(record.source());
            target.writeLong(record.position());
            target.writeLong(record.timestamp());
            target.writeBoolean(record.flaw() != null);
            if (record.flaw() != null) {
                target.writeUTF(record.flaw());
            }
        }

        @Override
        public RawRecord deserialize(DataInputView source) throws IOException {
            byte[] bytes = new byte[source.readInt()];
            source.readFully(bytes);
            int length = source.readInt();
            byte[] key = length < 0 ? null : new byte[length];
            if (key != null) {
                source.readFully(key);
            }
            return new RawRecord(
                    bytes,
                    key,
                    source.readUTF(),
                    source.readLong(),
                    source.readLong(),
                    source.readBoolean() ? source.readUTF() : null);
        }

        @Override
        public RawRecord deserialize(RawRecord reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            serialize(deserialize(source), target);
        }

        @Override
        public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
            return new Snapshot();
        }
    }

    /** What a checkpoint keeps of the serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<RawRecord> {
        public Snapshot() {
            super(Serializer::new);
        }
    }
}
