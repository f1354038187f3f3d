package io.datastreamer.job.ingest.files.content;

import java.io.IOException;
import java.io.InputStream;

/**
 * The decompressed content of a file, as far as it exists now: -1 is the end for now.
 *
 * <p>A read throws {@link Damage} for a part that cannot be read; the next read goes on after it.
 */
public abstract class Content extends InputStream {

    /** The content of the file from its start. The file's name, or else its first bytes, determine the compression. */
    public static Content of(String name, RawFile file) throws IOException {
        Compression compression = Compression.of(name, file);
        return compression == null ? new PlainContent(file) : new CompressedContent(file, compression);
    }

    /**
     * Skips from the start to an offset of the decompressed content. Stops early if the content ends.
     *
     * @param damages how many damaged parts there are up to that offset: they are not thrown
     */
    public abstract void skipTo(long position, int damages) throws IOException;

    /** Whether the file ends for now in the middle of something. */
    public abstract boolean midway() throws IOException;

    /** Declares the file complete as it is: an unfinished end is damage, which the next read throws. */
    public abstract void complete() throws IOException;

    /** Offset in the file, as stored, up to which its members have been read to their end. */
    public abstract long consumed();

    /** How many of these bytes hold no content: zeros between members. */
    public abstract long padding();

    @Override
    public abstract int read(byte[] into, int from, int length) throws IOException;

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
