package io.datastreamer.job.ingest.files.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a file holds, decompressed, as far as it is there now: -1 is the end for now.
 *
 * <p>A read throws {@link Damage} for a part that cannot be read; the next one goes on behind it.
 */
public abstract class Content extends InputStream {

    /** The content of the file from its start on, by the file's name or else by its first bytes. */
    public static Content of(String name, RawFile file) throws IOException {
        Compression compression = Compression.of(name, file);
        return compression == null ? new PlainContent(file) : new CompressedContent(file, compression);
    }

    /**
     * Goes to an offset of the decompressed content, from the start on. Stops early where the content ends.
     *
     * @param damages how many there are up to that offset: they are not thrown
     */
    public abstract void skipTo(long position, int damages) throws IOException;

    /** Whether the file ends for now in the midst of something. */
    public abstract boolean midway() throws IOException;

    /** The file is complete as it is: what it ends in the midst of is damage, which the next read throws. */
    public abstract void complete() throws IOException;

    /** Offset in the file, as it is stored, up to which its members are read to their end. */
    public abstract long consumed();

    /** Of these, how many are none that hold content: zeros between members. */
    public abstract long padding();

    @Override
    public abstract int read(byte[] into, int from, int length) throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
