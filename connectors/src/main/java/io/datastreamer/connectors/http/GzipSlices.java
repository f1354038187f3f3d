package io.datastreamer.connectors.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A body compressed with gzip. */
public final class GzipSlices implements Slices {
    private final byte[] compressed;

    private GzipSlices(byte[] compressed) {
        this.compressed = compressed;
    }

    /** Compresses a body. */
    public static GzipSlices of(Slices plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.min(plain.length() / 4 + 64, 1 << 20));
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            plain.<IOException>forEach(gzip::write);
        } catch (IOException e) {
            throw new UncheckedIOException("memory always takes bytes", e);
        }
        return new GzipSlices(bytes.toByteArray());
    }

    @Override
    public long length() {
        return compressed.length;
    }

    @Override
    public <E extends Exception> void forEach(Sink<E> sink) throws E {
        sink.accept(compressed, 0, compressed.length);
    }
}
