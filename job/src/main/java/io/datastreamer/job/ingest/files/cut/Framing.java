package io.datastreamer.job.ingest.files.cut;

import java.io.InputStream;
import java.io.Serializable;

/** Says where records begin and end in the bytes of a file of one format; {@link JsonLines} is an example. */
public interface Framing extends Serializable {

    /**
     * Cuts a file's content into records.
     *
     * @param content decompressed, at {@code position}; its end is the end for now, and a later read may give more
     * @param position offset in the decompressed content: 0, or the {@link RecordCutter.Cut#end end} of a record
     */
    RecordCutter cut(InputStream content, long position);
}
