package io.datastreamer.job.decode;

import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;

/** Decodes raw network and billing records outside of a job. Not thread-safe. */
public final class JsonRecords {
    private final RecordReader reader = new RecordReader();
    private final RecordDecoder decoder = new RecordDecoder();

    /**
     * Decodes one record.
     *
     * @param raw has no flaw
     * @throws MalformedRecord when it breaks the data contract
     */
    public KeyedRecord decode(RawRecord raw) throws MalformedRecord {
        return reader.decode(decoder, raw);
    }
}
