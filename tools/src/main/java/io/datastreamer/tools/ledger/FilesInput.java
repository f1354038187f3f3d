package io.datastreamer.tools.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads JSON Lines files, plain or compressed with gzip, in the order of their names. */
record FilesInput(Path path) implements Input {
    @Override
    public void forEach(Visitor visitor) throws IOException {
        for (Path file : files()) {
            // one char for each byte, whatever the bytes mean
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(file), ISO_8859_1), 1 << 16)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.isBlank()) {
                        visitor.line(file.toString(), NO_TIME, line.getBytes(ISO_8859_1));
                    }
                }
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile)
                    .filter(this::counts)
                    .sorted()
                    .toList();
        }
    }

    private boolean counts(Path file) {
        for (Path part : path.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
