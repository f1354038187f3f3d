package io.datastreamer.deploy.ledger;

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

/** Something to read JSON from, as the job names it: {@code file:PATH}, or {@code kafka:TOPIC}. */
interface Input {
    /** When a line of a file was written is not known. */
    long NO_TIME = Long.MIN_VALUE;

    /** Takes what is read. */
    interface Visitor {
        /**
         * A line, or a message.
         *
         * @param source the file or the partition
         * @param time of the message, in milliseconds since the epoch, or {@link #NO_TIME}
         */
        void line(String source, long time, byte[] line) throws IOException;
    }

    /** Visits all that is there, the lines of a source in their order. */
    void forEach(Visitor visitor) throws IOException;

    /** Files of JSON Lines: one, or all of a directory whose names start neither with a dot nor with an underscore. */
    record OfFiles(Path path) implements Input {
        @Override
        public void forEach(Visitor visitor) throws IOException {
            for (Path file : files()) {
                // one char for each byte, whatever they mean
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(open(file), ISO_8859_1), 1 << 16)) {
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
}
