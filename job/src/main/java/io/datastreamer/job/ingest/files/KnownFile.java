package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What the enumerator knows of a file. Touched in the coordinator's thread only. */
final class KnownFile {
    /** Where it is on its way. */
    enum Phase {
        /** To be handed out. */
        PENDING,
        /** A reader has it. */
        READING,
        /** Read to its end; handed out again when it changes. */
        READ,
        /** A reader has not found it: either it has another path now, or it is gone. */
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
    /** Its path before this one, as long as what has that path now must wait until this file is read; empty for none. */
    String movedFrom = "";
    /** Milliseconds since the epoch at which it was first not seen any more; 0 while it is there. */
    long goneAt;

    KnownFile(String id, String uri, String key) {
        this.id = id;
        this.uri = uri;
        this.key = key;
    }

    /** A file of whose path an older release kept that it is read or being read, and no more. */
    static KnownFile old(String uri) {
        KnownFile file = new KnownFile(oldId(uri), uri, "");
        file.phase = Phase.READ;
        return file;
    }

    /** Its id: the older release kept none. */
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
