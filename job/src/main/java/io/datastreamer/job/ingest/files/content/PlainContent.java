package io.datastreamer.job.ingest.files.content;

import java.io.IOException;

/** The content of a file that is not compressed. */
final class PlainContent extends Content {
    private final RawFile file;
    private long position;

    PlainContent(RawFile file) {
        this.file = file;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = file.read(position, into, from, length);
        position += Math.max(0, read);
        return read;
    }

    @Override
    public void skipTo(long to, int damages) {
        position = to;
    }

    @Override
    public boolean midway() {
        return false;
    }

    @Override
    public void complete() {
        // the file may end anywhere
    }

    @Override
    public long consumed() {
        return position;
    }

    @Override
    public long padding() {
        return 0;
    }
}
