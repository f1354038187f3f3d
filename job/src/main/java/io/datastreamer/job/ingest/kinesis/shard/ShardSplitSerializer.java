package io.datastreamer.job.ingest.kinesis.shard;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes splits to checkpoints, and reads them. */
public final class ShardSplitSerializer implements SimpleVersionedSerializer<ShardSplit> {
    private static final int VERSION_1 = 1;

    @Override
    public int getVersion() {
        return VERSION_1;
    }

    @Override
    public byte[] serialize(ShardSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(128);
        write(split, out);
        return out.getCopyOfBuffer();
    }

    @Override
    public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION_1) {
            throw new IOException("a Kinesis shard in state has version " + version + "; this build reads version "
                    + VERSION_1 + " only");
        }
        return read(new DataInputDeserializer(bytes));
    }

    static void write(ShardSplit split, DataOutput out) throws IOException {
        ShardPosition position = split.position();
        out.writeUTF(split.shard());
        out.writeByte(position.kind().code());
        out.writeLong(position.timeMs());
        out.writeUTF(position.sequence());
        out.writeInt(position.taken());
    }

    static ShardSplit read(DataInput in) throws IOException {
        String shard = in.readUTF();
        int code = in.readUnsignedByte();
        ShardPosition.Kind kind = ShardPosition.Kind.of(code);
        if (kind == null) {
            throw new IOException(
                    "the position of the Kinesis shard " + shard + " in state is of unknown kind " + code);
        }
        return new ShardSplit(shard, new ShardPosition(kind, in.readLong(), in.readUTF(), in.readInt()));
    }
}
