package io.datastreamer.job.ingest.files.cut;

import java.io.InputStream;

/**
 * The framing of files with one JSON object a line. Padding are empty lines, NUL bytes at the beginning of a line,
 * which a crash or a truncated file leaves, and a byte order mark at the beginning of the file.
 *
 * @param maxBytes longest line; of a longer one the start is kept, with a flaw
 */
public record JsonLines(int maxBytes) implements Framing {

    @Override
    public RecordCutter cut(InputStream content, long position) {
        return new LineCutter(content, position, maxBytes);
    }
}
