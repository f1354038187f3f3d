package io.datastreamer.benchmarks.stage;

import io.datastreamer.contract.Document;
import io.datastreamer.job.normalize.JsonBuffer;
import io.datastreamer.job.normalize.NormalizeFunction;
import io.datastreamer.job.record.Enriched;

/** Makes documents as the job does, without Flink around it. Keeps a buffer: not thread-safe. */
public final class BareDocuments {
    private final JsonBuffer json = new JsonBuffer();

    /** The document of a record. */
    public Document of(Enriched enriched) {
        return NormalizeFunction.normalize(enriched, json);
    }
}
