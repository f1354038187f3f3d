package io.datastreamer.job.ingest.files.content;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** A part of a compressed file that can be decompressed by itself. */
interface Member extends Closeable {

    /**
     * Decompresses at least one byte. A damaged member gives the same bytes before it fails each time that it is read,
     * whatever the sizes of the reads: positions in the content depend on it.
     *
     * @return how many; -1 when the member has ended, and is sound
     * @throws EOFException when the file ends before the member does; if the file grows, a later call goes on
     * @throws IOException when the member is damaged
     */
    int read(byte[] into, int from, int length) throws IOException;

    /** Offset in the file after the member, once it has ended. */
    long end();

    @Override
    void close();
}
