package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A file that the enumerator knows. Used in the coordinator's thread only. */
final class KnownFile {
    /** How far the file has come. */
    enum Phase {
        /** To be handed out. */
        PENDING,
        /** A reader has it. */
        READING,
        /** Read to its end; handed out again when it changes. */
        READ,
        /** A reader has not found it: it has another path now, or it is gone. */
        NOT_FOUND
    }

    private static final String OLD = "old:";

    final String id;
    String uri;
    String key;
    long size;
    long changed;
    Phase phase = Phase.PENDING;
    int round;
    FilePosition position = FilePosition.START;
    boolean samePath = true;

    @Nullable
    String flaw;
    /**
     * Its previous path, as long as the file that now has that path must wait until this one is read; empty for none.
     */
    String movedFrom = "";
    /** When it was first found missing, milliseconds since the epoch; 0 while it exists. */
    long goneAt;

    KnownFile(String id, String uri, String key) {
        this.id = id;
        this.uri = uri;
        this.key = key;
    }

    /** A file of which an older release kept only its path, and that it was read or being read. */
    static KnownFile old(String uri) {
        KnownFile file = new KnownFile(oldId(uri), uri, "");
        file.phase = Phase.READ;
        return file;
    }

    /** The id of such a file, since the older release kept none. */
    static String oldId(String uri) {
        return OLD + uri;
    }

    Path path() {
        return FileNames.path(uri);
    }

    FileSplit split() {
        return new FileSplit(id, round, uri, key, position, samePath, flaw, FileSplit.Phase.READING);
    }

    void write(DataOutputView out) throws IOException {
        FileNames.write(id, out);
        FileNames.write(uri, out);
        out.writeUTF(key);
        out.writeLong(size);
        out.writeLong(changed);
        out.writeUTF(phase.name());
        out.writeInt(round);
        position.write(out);
        out.writeBoolean(samePath);
        FileNames.write(flaw == null ? "" : flaw, out);
        FileNames.write(movedFrom, out);
        out.writeLong(goneAt);
    }

    static KnownFile read(DataInputView in) throws IOException {
        KnownFile file = new KnownFile(FileNames.read(in), FileNames.read(in), in.readUTF());
        file.size = in.readLong();
        file.changed = in.readLong();
        file.phase = Phase.valueOf(in.readUTF());
        file.round = in.readInt();
        file.position = FilePosition.read(in);
        file.samePath = in.readBoolean();
        String flaw = FileNames.read(in);
        file.flaw = flaw.isEmpty() ? null : flaw;
        file.movedFrom = FileNames.read(in);
        file.goneAt = in.readLong();
        return file;
    }
}
