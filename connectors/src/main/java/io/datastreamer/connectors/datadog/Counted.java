package io.datastreamer.connectors.datadog;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An output stream that counts the bytes written to it. */
final class Counted extends FilterOutputStream {
    private long bytes;

    Counted(OutputStream out) {
        super(out);
    }

    long bytes() {
        return bytes;
    }

    @Override
    public void write(int b) throws IOException {
        bytes++;
        out.write(b);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        bytes += length;
        out.write(buffer, offset, length);
    }
}
