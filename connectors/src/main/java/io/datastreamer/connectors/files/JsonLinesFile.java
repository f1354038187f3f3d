package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A batch as JSON Lines, compressed with gzip: each document as other places get it, and a line feed. */
final class JsonLinesFile {
    private JsonLinesFile() {}

    static byte[] of(Batch batch, Form form) {
        Batch formed = form.of(batch);
        ByteArrayOutputStream file = new ByteArrayOutputStream((int) Math.min(formed.jsonBytes() / 8 + 64, 8 << 20));
        try (GZIPOutputStream lines = new GZIPOutputStream(file, 8192)) {
            for (Batch.Item item : formed.items()) {
                lines.write(item.buffer(), item.offset(), item.length());
                lines.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory always takes bytes", e);
        }
        return file.toByteArray();
    }
}
