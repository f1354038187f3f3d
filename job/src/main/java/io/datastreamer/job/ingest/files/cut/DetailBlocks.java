package io.datastreamer.job.ingest.files.cut;

import java.io.InputStream;

/**
 * The framing of a FreeRADIUS {@code detail} file: a block is a line that is not indented, indented lines, and an empty
 * line. Empty lines between blocks are padding. A block in which another one begins is cut off, and has a flaw.
 *
 * @param maxBytes longest block; of a longer one the start is kept, with a flaw
 */
public record DetailBlocks(int maxBytes) implements Framing {

    @Override
    public RecordCutter cut(InputStream content, long position) {
        return new BlockCutter(content, position, maxBytes);
    }
}
