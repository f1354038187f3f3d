package io.datastreamer.job.ingest.files.content;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** Decompresses a gzip member: header, deflated content, checksum and length (RFC 1952). */
final class GzipMember implements Member {
    private static final int INPUT = 32 * 1024;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final RawFile file;
    private final long start;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[INPUT];
    // offset of the next input of the inflater; 0 before the header was read
    private long next;
    private long end;

    GzipMember(RawFile file, long start) {
        this.file = file;
        this.start = start;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (next == 0) {
            next = headerEnd();
        }
        while (true) {
            int read = inflate(into, from, length);
            if (read > 0) {
                checksum.update(into, from, read);
                return read;
            }
            if (inflater.finished()) {
                checkTrailer(next - inflater.getRemaining());
                return -1;
            }
            if (inflater.needsDictionary()) {
                throw new ZipException("it wants a dictionary");
            }
            fill();
        }
    }

    // returns what comes before a fault; the next call fails again
    private int inflate(byte[] into, int from, int length) throws ZipException {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(into, from, length);
        } catch (DataFormatException e) {
            int read = (int) (inflater.getBytesWritten() - before);
            if (read == 0) {
                throw new ZipException(String.valueOf(e.getMessage()));
            }
            return read;
        }
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private void fill() throws IOException {
        int read = file.read(next, input, 0, INPUT);
        if (read <= 0) {
            throw new EOFException("it ends in its midst");
        }
        next += read;
        inflater.setInput(input, 0, read);
    }

    private long headerEnd() throws IOException {
        int flags = number(start + 3, 1);
        if ((flags & RESERVED) != 0) {
            throw new ZipException("its header has unknown flags");
        }
        long at = start + HEADER;
        if ((flags & HAS_EXTRA) != 0) {
            at += 2 + number(at, 2);
        }
        if ((flags & HAS_NAME) != 0) {
            at = textEnd(at);
        }
        if ((flags & HAS_COMMENT) != 0) {
            at = textEnd(at);
        }
        at += (flags & HAS_CHECKSUM) != 0 ? 2 : 0;
        number(at - 1, 1);
        return at;
    }

    private long textEnd(long from) throws IOException {
        for (long at = from; at < from + LONGEST_TEXT; at++) {
            if (number(at, 1) == 0) {
                return at + 1;
            }
        }
        throw new ZipException("its header has a name without end");
    }

    private void checkTrailer(long at) throws IOException {
        int sum = number(at, 4);
        int size = number(at + 4, 4);
        if (sum != (int) checksum.getValue()) {
            throw new ZipException("its checksum is wrong");
        }
        if (size != (int) inflater.getBytesWritten()) {
            throw new ZipException("its length is wrong");
        }
        end = at + TRAILER;
    }

    // least significant byte first
    private int number(long at, int bytes) throws IOException {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            int one = file.at(at + i);
            if (one < 0) {
                throw new EOFException("it ends in its midst");
            }
            number |= one << (8 * i);
        }
        return number;
    }
}
