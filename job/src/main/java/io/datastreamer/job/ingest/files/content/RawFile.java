package io.datastreamer.job.ingest.files.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the bytes of a file as stored, at any offset; the file may grow. */
public final class RawFile implements Closeable {
    private static final int WINDOW = 64 * 1024;

    private final FileChannel channel;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    private RawFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens a file for reading. */
    public static RawFile open(Path path) throws IOException {
        return new RawFile(FileChannel.open(path, StandardOpenOption.READ));
    }

    /** How many bytes the file has now. */
    public long size() throws IOException {
        return channel.size();
    }

    /** The byte at the offset, 0 to 255; -1 at the present end or after it. */
    int at(long offset) throws IOException {
        if (offset < windowStart || offset >= windowStart + windowLength) {
            windowStart = offset;
            windowLength = Math.max(0, read(offset, window, 0, WINDOW));
            if (windowLength == 0) {
                return -1;
            }
        }
        return window[(int) (offset - windowStart)] & 0xFF;
    }

    /** Reads up to {@code length} bytes from the offset on. Returns how many, or -1 at the present end. */
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        try {
            return channel.read(ByteBuffer.wrap(into, from, length), offset);
        } catch (IOException e) {
            throw new Failure(e);
        }
    }

    /** Forgets what was read, because the file was overwritten. */
    public void forget() {
        windowLength = 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Thrown when the file system does not return the bytes; the bytes themselves may be fine. */
    static final class Failure extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        Failure(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
