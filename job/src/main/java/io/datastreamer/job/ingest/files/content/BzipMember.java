package io.datastreamer.job.ingest.files.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses a bzip2 stream. If the file has grown since its end was met, decoding starts again from the start of the
 * stream, because the decoder cannot wait.
 */
final class BzipMember implements Member {
    // fixed, since how much comes before a fault depends on it
    private static final int OUTPUT = 64 * 1024;

    private final RawFile file;
    private final long start;
    private final byte[] output = new byte[OUTPUT];
    private @Nullable BZip2CompressorInputStream stream;
    private int outputFrom;
    private int outputTo;
    private long next;
    private long decoded;
    private long endMetAt = -1;
    private boolean ended;

    BzipMember(RawFile file, long start) {
        this.file = file;
        this.start = start;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (outputFrom == outputTo) {
            if (!ended) {
                decode();
            }
            if (outputFrom == outputTo) {
                return -1;
            }
        }
        int read = Math.min(length, outputTo - outputFrom);
        System.arraycopy(output, outputFrom, into, from, read);
        outputFrom += read;
        return read;
    }

    @Override
    public long end() {
        return next;
    }

    @Override
    public void close() {
        stream = null;
    }

    private void decode() throws IOException {
        outputFrom = 0;
        outputTo = 0;
        try {
            BZip2CompressorInputStream from = stream();
            while (outputTo < OUTPUT) {
                int one = from.read();
                if (one < 0) {
                    ended = true;
                    break;
                }
                output[outputTo] = (byte) one;
                outputTo++;
            }
        } catch (IOException | RuntimeException e) {
            if (endMetAt < 0) {
                // nobody knows whether what was decoded here is sound: its checksum comes after it
                outputTo = 0;
                throw e instanceof IOException fault ? fault : new ZipException(e.toString());
            }
            if (outputTo == 0) {
                throw new EOFException("it ends in its midst");
            }
        }
        decoded += outputTo;
    }

    private BZip2CompressorInputStream stream() throws IOException {
        if (endMetAt >= 0 && file.size() <= endMetAt) {
            throw new EOFException("it ends in its midst");
        }
        BZip2CompressorInputStream open = stream;
        if (open == null || endMetAt >= 0) {
            endMetAt = -1;
            next = start;
            open = new BZip2CompressorInputStream(new FileBytes(), false);
            open.skipNBytes(decoded);
            stream = open;
        }
        return open;
    }

    /** The file's bytes from the start of the stream, read one by one: so the decoder takes none beyond its stream. */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private final class FileBytes extends InputStream {
        @Override
        public int read() throws IOException {
            int one = file.at(next);
            if (one < 0) {
                endMetAt = next;
            } else {
                next++;
            }
            return one;
        }
    }
}
