package io.datastreamer.job.ingest.kinesis.shard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Writes what is known of a stream's shards to checkpoints, and reads it. */
public final class ShardTableSerializer implements SimpleVersionedSerializer<ShardTableState> {
    private static final int VERSION_1 = 1;
    /** The start is written as the position of a shard without a name. */
    private static final String NO_SHARD = "";

    @Override
    public int getVersion() {
        return VERSION_1;
    }

    @Override
    public byte[] serialize(ShardTableState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        out.writeUTF(state.stream());
        ShardSplitSerializer.write(new ShardSplit(NO_SHARD, state.start()), out);
        out.writeInt(state.shards().size());
        for (ShardTable.Kept kept : state.shards()) {
            ShardSplitSerializer.write(kept.split(), out);
            out.writeByte(kept.stage().code());
            out.writeByte(kept.parents().size());
            for (String parent : kept.parents()) {
                out.writeUTF(parent);
            }
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public ShardTableState deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION_1) {
            throw new IOException("the shards of a Kinesis stream in state have version " + version
                    + "; this build reads version " + VERSION_1 + " only");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        String stream = in.readUTF();
        ShardPosition start = ShardSplitSerializer.read(in).position();
        int count = in.readInt();
        List<ShardTable.Kept> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ShardSplit split = ShardSplitSerializer.read(in);
            int code = in.readUnsignedByte();
            ShardTable.Stage stage = ShardTable.Stage.of(code);
            if (stage == null) {
                throw new IOException("the Kinesis shard " + split.shard() + " in state is in unknown stage " + code);
            }
            List<String> parents = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                parents.add(in.readUTF());
            }
            shards.add(new ShardTable.Kept(split, List.copyOf(parents), stage));
        }
        return new ShardTableState(stream, start, List.copyOf(shards));
    }
}
