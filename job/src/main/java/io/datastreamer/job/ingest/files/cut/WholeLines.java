package io.datastreamer.job.ingest.files.cut;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The framing of lines in a format that cannot tell a whole line from one that was cut off, such as columns of numbers:
 * a line without a line feed at its end has a flaw.
 *
 * @param maxBytes longest line; of a longer one the start is kept, with a flaw
 */
public record WholeLines(int maxBytes) implements Framing {

    @Override
    public RecordCutter cut(InputStream content, long position) {
        RecordCutter lines = new JsonLines(maxBytes).cut(content, position);
        return new RecordCutter() {
            @Override
            public @Nullable Cut next() throws IOException {
                return lines.next();
            }

            @Override
            public @Nullable Cut rest() {
                Cut rest = lines.rest();
                return rest == null || rest.flaw() != null || rest.bytes().length == 0
                        ? rest
                        : new Cut(rest.bytes(), rest.start(), rest.end(), "the line has no end: it may be cut off");
            }

            @Override
            public long position() {
                return lines.position();
            }
        };
    }
}
