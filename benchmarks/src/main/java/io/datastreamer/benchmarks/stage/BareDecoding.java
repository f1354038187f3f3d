package io.datastreamer.benchmarks.stage;

import io.datastreamer.job.decode.BillingRecordDecoder;
import io.datastreamer.job.decode.CatalogDecoder;
import io.datastreamer.job.decode.Decoder;
import io.datastreamer.job.decode.NetworkRecordDecoder;
import io.datastreamer.job.decode.RecordReader;
import io.datastreamer.job.decode.SimDecoder;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;

/**
 * Decodes as the job does, without Flink around it; what is malformed, as nothing in a benchmark is, makes it throw an
 * {@link IllegalArgumentException}. Keeps buffers: not thread-safe.
 */
public final class BareDecoding {
    private static final Decoder<KeyedRecord> NETWORK = new NetworkRecordDecoder();
    private static final Decoder<KeyedRecord> BILLING = new BillingRecordDecoder();
    private static final Decoder<KeyedRecord> SIM = new SimDecoder();
    private static final Decoder<CatalogEntry> CATALOG = new CatalogDecoder();

    private final RecordReader reader = new RecordReader();

    /** A raw network record. */
    public KeyedRecord networkRecord(RawRecord raw) {
        return decode(NETWORK, raw);
    }

    /** A raw billing record. */
    public KeyedRecord billingRecord(RawRecord raw) {
        return decode(BILLING, raw);
    }

    /** A line of the SIM registry. */
    public KeyedRecord sim(RawRecord raw) {
        return decode(SIM, raw);
    }

    /** An entry of the catalog. */
    public CatalogEntry catalogEntry(RawRecord raw) {
        return decode(CATALOG, raw);
    }

    private <T> T decode(Decoder<T> decoder, RawRecord raw) {
        try {
            return reader.decode(decoder, raw);
        } catch (MalformedRecord e) {
            throw new IllegalArgumentException(raw.source() + " at " + raw.position() + ": " + e.getMessage(), e);
        }
    }
}
