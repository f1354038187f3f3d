package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What the enumerator keeps in checkpoints.
 *
 * @param listed whether the directory was ever listed
 * @param nextId the number that the next file's id is made of
 * @param files all known files
 */
record FilesState(boolean listed, long nextId, List<KnownFile> files) {
    static final FilesState EMPTY = new FilesState(false, 0, List.of());

    /**
     * Writes and reads this state. Version 1 is that of flink-connector-files: files that are still to be read, and the
     * paths of all that were handed out.
     */
    static final class Serializer implements SimpleVersionedSerializer<FilesState> {
        private static final int V1 = 1;
        private static final int V2 = 2;
        private static final int SIZE = 4096;

        @Override
        public int getVersion() {
            return V2;
        }

        @Override
        public byte[] serialize(FilesState state) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(SIZE);
            out.writeBoolean(state.listed());
            out.writeLong(state.nextId());
            out.writeInt(state.files().size());
            for (KnownFile file : state.files()) {
                file.write(out);
            }
            return out.getCopyOfBuffer();
        }

        @Override
        public FilesState deserialize(int version, byte[] bytes) throws IOException {
            return switch (version) {
                case V1 ->
                    of(new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE)
                            .deserialize(version, bytes));
                case V2 -> read(new DataInputDeserializer(bytes));
                default ->
                    throw new IOException("this state of a file input was written by a later release: version "
                            + version + ", known are " + V1 + " and " + V2);
            };
        }

        private static FilesState read(DataInputDeserializer in) throws IOException {
            boolean listed = in.readBoolean();
            long nextId = in.readLong();
            List<KnownFile> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                files.add(KnownFile.read(in));
            }
            return new FilesState(listed, nextId, files);
        }

        private static FilesState of(PendingSplitsCheckpoint<FileSourceSplit> old) {
            List<KnownFile> files = new ArrayList<>();
            for (Path path : old.getAlreadyProcessedPaths()) {
                String uri = FileNames.uri(java.nio.file.Path.of(path.toUri().getPath()));
                files.add(KnownFile.old(uri));
            }
            for (FileSourceSplit pending : old.getSplits()) {
                FileSplit split = FileSplitSerializer.of(pending);
                files.removeIf(file -> file.uri.equals(split.uri()));
                KnownFile file = KnownFile.old(split.uri());
                file.phase = KnownFile.Phase.PENDING;
                file.position = split.position();
                files.add(file);
            }
            return new FilesState(true, 0, files);
        }
    }
}
