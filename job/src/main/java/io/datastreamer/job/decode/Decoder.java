package io.datastreamer.job.decode;

import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.io.Serializable;

/** Decodes one kind of input. Has no state, and is called by {@link RecordReader#decode}. */
public interface Decoder<T> extends Serializable {

    /**
     * Decodes a record.
     *
     * @param raw has no flaw
     * @param reader to read the record's bytes with
     * @throws MalformedRecord when the record breaks the data contract
     */
    T decode(RawRecord raw, RecordReader reader) throws MalformedRecord;
}
