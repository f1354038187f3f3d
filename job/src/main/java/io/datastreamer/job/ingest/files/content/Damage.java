package io.datastreamer.job.ingest.files.content;

import java.io.IOException;
import java.io.Serial;

/** Thrown for a part of a file that cannot be read. Reading goes on after it. */
public final class Damage extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient long from;
    private final transient long to;

    /**
     * @param from offset in the file, as stored, of the first byte that cannot be read
     * @param to offset after the last one
     * @param why for people to read
     */
    Damage(long from, long to, String why) {
        super("compressed content is damaged from byte " + from + " to byte " + to + " of the file: " + why);
        this.from = from;
        this.to = to;
    }

    /** Offset of the first damaged byte. */
    public long from() {
        return from;
    }

    /** Offset after the last damaged byte. */
    public long to() {
        return to;
    }
}
