package io.datastreamer.testbed.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The local file system with faults: files can be slow to write, or cannot be written at all. */
final class FaultyFileSystem extends LocalFileSystem {
    static final String SCHEME = "faulty";

    private static final URI ROOT = URI.create(SCHEME + ":///");

    private final java.nio.file.Path file;

    /** @param file holds the current fault */
    FaultyFileSystem(java.nio.file.Path file) {
        this.file = file;
    }

    @Override
    public URI getUri() {
        return ROOT;
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        meetFault("make " + path);
        return super.mkdirs(path);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        meetFault("open " + path);
        return new FaultyOutput(super.create(path, mode), path);
    }

    private void meetFault(String what) throws IOException {
        StorageFault fault = StorageFault.of(file);
        if (fault.fails()) {
            throw new IOException("cannot " + what + ": the storage is made to fail");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(fault.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private final class FaultyOutput extends FSDataOutputStream {
        private final FSDataOutputStream out;
        private final Path path;

        FaultyOutput(FSDataOutputStream out, Path path) {
            this.out = out;
            this.path = path;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public long getPos() throws IOException {
            return out.getPos();
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void sync() throws IOException {
            out.sync();
        }

        @Override
        public void close() throws IOException {
            try {
                meetFault("close " + path);
            } finally {
                out.close();
            }
        }
    }
}
