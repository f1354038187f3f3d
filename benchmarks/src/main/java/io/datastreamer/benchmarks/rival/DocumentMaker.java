package io.datastreamer.benchmarks.rival;

import io.datastreamer.benchmarks.stage.BareDecoding;
import io.datastreamer.benchmarks.stage.BareDocuments;
import io.datastreamer.benchmarks.stage.BareJoin;
import io.datastreamer.contract.Document;
import io.datastreamer.job.record.RawRecord;

/** From a raw record to its document, as the job makes it. Keeps buffers: one for each thread. */
public final class DocumentMaker {
    private final BareJoin reference;
    private final BareDecoding decoding = new BareDecoding();
    private final BareDocuments documents = new BareDocuments();

    /** @param reference may be shared with others */
    public DocumentMaker(BareJoin reference) {
        this.reference = reference;
    }

    /** The document of a raw record. */
    public Document make(RawRecord raw, boolean isNetwork) {
        return documents
                .of(reference.join(isNetwork ? decoding.networkRecord(raw) : decoding.billingRecord(raw)))
                .kept();
    }
}
