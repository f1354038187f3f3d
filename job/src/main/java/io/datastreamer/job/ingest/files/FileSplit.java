package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A file, to be read from a position to its end. A file is never divided: one reader reads it from start to end.
 *
 * @param file names the file in the state of the enumerator, whatever its path is
 * @param round how often the file was handed out before
 * @param uri its path, as a URI, which keeps the bytes of any name
 * @param key its key in the file system; empty if it is not known
 * @param position where to begin
 * @param samePath whether it had this path when it was read last
 * @param flaw why it cannot be read at all, for people to read; null if no reason is known
 * @param phase what became of it
 */
record FileSplit(
        String file,
        int round,
        String uri,
        String key,
        FilePosition position,
        boolean samePath,
        @Nullable String flaw,
        Phase phase)
        implements SourceSplit, Serializable {

    /** What became of a file that was handed out. */
    enum Phase {
        READING,
        /** It is read to its end for now. */
        READ,
        /** It was not found under its path. */
        NOT_FOUND
    }

    @Override
    public String splitId() {
        return file + "#" + round;
    }

    Path path() {
        return FileNames.path(uri);
    }

    FileSplit at(FilePosition reached, Phase now) {
        return new FileSplit(file, round, uri, key, reached, samePath, flaw, now);
    }

    void write(DataOutputView out) throws IOException {
        FileNames.write(file, out);
        out.writeInt(round);
        FileNames.write(uri, out);
        out.writeUTF(key);
        position.write(out);
        out.writeBoolean(samePath);
        FileNames.write(flaw == null ? "" : flaw, out);
        out.writeUTF(phase.name());
    }

    static FileSplit read(DataInputView in) throws IOException {
        String file = FileNames.read(in);
        int round = in.readInt();
        String uri = FileNames.read(in);
        String key = in.readUTF();
        FilePosition position = FilePosition.read(in);
        boolean samePath = in.readBoolean();
        String flaw = FileNames.read(in);
        Phase phase = Phase.valueOf(in.readUTF());
        return new FileSplit(file, round, uri, key, position, samePath, flaw.isEmpty() ? null : flaw, phase);
    }
}
