package io.datastreamer.job.ingest.files.content;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;

/**
 * Decompresses a zstd frame, or skips a skippable one. A frame whose window is larger than 128 MiB is refused, as the
 * zstd command does.
 */
final class ZstdMember implements Member {
    // fixed, since how much comes before a fault depends on them
    private static final int INPUT = 32 * 1024;
    private static final int OUTPUT = 64 * 1024;

    private final RawFile file;
    private final ZstdDecompressCtx frame = new ZstdDecompressCtx();
    private final byte[] bytes = new byte[INPUT];
    private final ByteBuffer input = ByteBuffer.wrap(bytes).limit(0);
    private final ByteBuffer output = ByteBuffer.allocate(OUTPUT).limit(0);
    private long next;
    private boolean ended;

    ZstdMember(RawFile file, long start) {
        this.file = file;
        this.next = start;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (!output.hasRemaining()) {
            if (ended) {
                return -1;
            }
            decompress();
        }
        int read = Math.min(length, output.remaining());
        output.get(into, from, read);
        return read;
    }

    private void decompress() throws IOException {
        output.clear();
        try {
            ended = frame.decompressByteBufferStream(output, input);
        } catch (ZstdException e) {
            throw new ZipException(String.valueOf(e.getMessage()));
        } finally {
            output.flip();
        }
        if (!ended && !output.hasRemaining() && !input.hasRemaining()) {
            fill();
        }
    }

    @Override
    public long end() {
        return next - input.remaining();
    }

    @Override
    public void close() {
        frame.close();
    }

    private void fill() throws IOException {
        int read = file.read(next, bytes, 0, INPUT);
        if (read <= 0) {
            throw new EOFException("it ends in its midst");
        }
        next += read;
        input.clear().limit(read);
    }
}
