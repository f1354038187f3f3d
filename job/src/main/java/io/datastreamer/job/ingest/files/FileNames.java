package io.datastreamer.job.ingest.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Converts names of files, which may be any bytes: for state to URIs, which keep the bytes; for people to text. */
final class FileNames {
    private FileNames() {}

    static String uri(Path path) {
        return path.toUri().toString();
    }

    static Path path(String uri) {
        return Path.of(URI.create(uri));
    }

    /**
     * The path as text; a name that is not valid in this system's encoding is shown as in a URI, {@code %FF} for a
     * byte.
     */
    static String shown(Path path) {
        String text = path.toString();
        return isText(path, text) ? text : path.toUri().getRawPath();
    }

    static void write(String text, DataOutputView out) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, UTF_8);
    }

    private static boolean isText(Path path, String text) {
        try {
            return text.chars().noneMatch(Character::isISOControl)
                    && Path.of(text).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
