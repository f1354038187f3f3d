package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The position up to which a file was read.
 *
 * @param offset in its decompressed content, after the last record
 * @param damages how many damaged parts were met up to there
 * @param mark of what was read, maybe some records before or after; null if there is none
 */
record FilePosition(long offset, int damages, @Nullable FileMark mark) implements Serializable {
    static final FilePosition START = new FilePosition(0, 0, null);

    void write(DataOutputView out) throws IOException {
        out.writeLong(offset);
        out.writeInt(damages);
        out.writeBoolean(mark != null);
        if (mark != null) {
            out.writeLong(mark.end());
            out.writeInt(mark.head());
            out.writeInt(mark.tail());
        }
    }

    static FilePosition read(DataInputView in) throws IOException {
        long offset = in.readLong();
        int damages = in.readInt();
        FileMark mark = in.readBoolean() ? new FileMark(in.readLong(), in.readInt(), in.readInt()) : null;
        return new FilePosition(offset, damages, mark);
    }
}
