package io.datastreamer.job.ingest.files;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes compressed bytes for tests. */
final class Samples {
    private Samples() {}

    /** Writes the text, compressed as the file's name says. */
    static Path write(Path file, String text) throws IOException {
        String name = file.toString();
        return Files.write(file, compressed(name.substring(name.lastIndexOf('.') + 1), text));
    }

    /** One member of the kind: gz, zst, bz2; the bytes themselves for any other. */
    static byte[] compressed(String kind, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (kind) {
            case "gz" -> {
                try (OutputStream zipped = new GZIPOutputStream(out)) {
                    zipped.write(bytes);
                }
            }
            case "bz2" -> {
                try (OutputStream zipped = new BZip2CompressorOutputStream(out)) {
                    zipped.write(bytes);
                }
            }
            case "zst" -> {
                // as the command does it
                try (ZstdCompressCtx frame = new ZstdCompressCtx().setChecksum(true)) {
                    out.writeBytes(frame.compress(bytes));
                }
            }
            default -> out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
