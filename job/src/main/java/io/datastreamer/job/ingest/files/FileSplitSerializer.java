package io.datastreamer.job.ingest.files;

import java.io.IOException;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Writes and reads splits, which are in the state of each reader. Version 1 is that of flink-connector-files, which
 * this source used before: such a split has a path and a position, and nothing else of the file.
 */
final class FileSplitSerializer implements SimpleVersionedSerializer<FileSplit> {
    private static final int V1 = 1;
    private static final int V2 = 2;
    private static final int SIZE = 256;

    @Override
    public int getVersion() {
        return V2;
    }

    @Override
    public byte[] serialize(FileSplit split) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(SIZE);
        split.write(out);
        return out.getCopyOfBuffer();
    }

    @Override
    public FileSplit deserialize(int version, byte[] bytes) throws IOException {
        return switch (version) {
            case V1 -> of(FileSourceSplitSerializer.INSTANCE.deserialize(version, bytes));
            case V2 -> FileSplit.read(new DataInputDeserializer(bytes));
            default ->
                throw new IOException("this state of a file input was written by a later release: version " + version
                        + ", known are " + V1 + " and " + V2);
        };
    }

    static FileSplit of(FileSourceSplit old) {
        long offset =
                old.getReaderPosition().map(CheckpointedPosition::getOffset).orElse(0L);
        String uri = FileNames.uri(java.nio.file.Path.of(old.path().toUri().getPath()));
        return new FileSplit(
                KnownFile.oldId(uri),
                0,
                uri,
                "",
                new FilePosition(offset, 0, null),
                true,
                null,
                FileSplit.Phase.READING);
    }
}
