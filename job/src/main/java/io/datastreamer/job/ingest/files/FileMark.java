package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.content.RawFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.zip.CRC32C;

/**
 * Shows whether a file is still the one that was read: checksums of its first bytes and of those before the place up to
 * which it was read.
 *
 * @param end offset of that place in the file, as stored
 * @param head checksum of the first bytes before {@code end}, 1 KiB at most
 * @param tail checksum of the last bytes before {@code end}, 1 KiB at most
 */
record FileMark(long end, int head, int tail) implements Serializable {
    private static final int BYTES = 1024;

    static FileMark of(RawFile file, long end) throws IOException {
        int length = (int) Math.min(end, BYTES);
        return new FileMark(end, checksum(file, 0, length), checksum(file, end - length, length));
    }

    /** Whether the file still begins with what was read. */
    boolean matches(RawFile file) throws IOException {
        return file.size() >= end && of(file, end).equals(this);
    }

    private static int checksum(RawFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = 0;
        for (int more = 0; read < length && more >= 0; read += Math.max(0, more)) {
            more = file.read(from + read, bytes, read, length - read);
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, read);
        return (int) checksum.getValue();
    }
}
