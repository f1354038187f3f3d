package io.datastreamer.job.ingest.files.cut;

import java.io.InputStream;

/**
 * The framing of files of charging data records: in the form of 3GPP TS 32.297, several such files one after the other,
 * or records in BER with nothing between them. Octets of 0xFF or zero between records are padding. A file's header is
 * part of its first record. Bytes that are no record become a record with a flaw, up to where the next one begins.
 *
 * @param maxBytes longest record; of a longer one the start is kept, with a flaw
 */
public record CdrFiles(int maxBytes) implements Framing {

    @Override
    public RecordCutter cut(InputStream content, long position) {
        return new CdrCutter(content, position, maxBytes);
    }
}
