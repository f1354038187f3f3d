package io.datastreamer.job.ingest.files.cut;

import java.io.InputStream;

/**
 * Files of charging data records: in the form of 3GPP TS 32.297, several such files one behind the other, or records in
 * BER with nothing between them. Octets of 0xFF or zero between records are padding. A file's header goes with its first
 * record. What is no record has a flaw, up to where the next one begins.
 *
 * @param maxBytes longest record; of a longer one the start is kept, with a flaw
 */
public record CdrFiles(int maxBytes) implements Framing {

    @Override
    public RecordCutter cut(InputStream content, long position) {
        return new CdrCutter(content, position, maxBytes);
    }
}
