package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.job.decode.SimulatedRecords;
import io.datastreamer.job.enrich.SimulatedJoin;
import io.datastreamer.job.record.Enriched;
import java.util.ArrayList;
import java.util.List;

/** What the job makes of simulated records: documents as customers get them. */
public final class SimulatedDocuments {
    private SimulatedDocuments() {}

    /** So many documents of three organisations, events and usage as they come. */
    public static List<Document> of(int count) {
        JsonBuffer json = new JsonBuffer();
        List<Document> documents = new ArrayList<>(count);
        try {
            for (Enriched record : SimulatedJoin.of(new SimulatedRecords(count))) {
                documents.add(NormalizeFunction.normalize(record, json));
            }
        } catch (NoRate e) {
            throw new IllegalStateException("the simulated network has a tariff without a rate", e);
        }
        return documents;
    }
}
