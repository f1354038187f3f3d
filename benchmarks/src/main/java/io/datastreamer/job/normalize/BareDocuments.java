package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.job.record.Enriched;

/** Makes documents as the job does, without Flink around it. Keeps a buffer: not thread-safe. */
public final class BareDocuments {
    private final JsonBuffer json = new JsonBuffer();

    /**
     * The document of a record.
     *
     * @throws IllegalArgumentException when the record's tariff has no rate for it
     */
    public Document of(Enriched enriched) {
        try {
            return NormalizeFunction.normalize(enriched, json);
        } catch (NoRate e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
