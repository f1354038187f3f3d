package io.datastreamer.benchmarks.stage;

import io.datastreamer.contract.Document;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Sim;
import java.util.ArrayList;
import java.util.List;

/** What the job makes of simulated records: documents as customers get them. */
public final class SimulatedDocuments {
    private SimulatedDocuments() {}

    /**
     * So many documents of three organisations, events and usage as they come, with each SIM as it was last before it
     * was deleted.
     */
    public static List<Document> of(int count) {
        SimulatedRecords simulated = new SimulatedRecords(count);
        List<Sim> sims = simulated.records().stream()
                .filter(record -> record.type() == KeyedRecord.Type.SIM)
                .map(KeyedRecord::asSim)
                .filter(sim -> !sim.deleted())
                .toList();
        BareJoin join = new BareJoin(simulated.catalog(), sims);
        BareDocuments making = new BareDocuments();
        List<Document> documents = new ArrayList<>(count);
        for (KeyedRecord record : simulated.records()) {
            if (record.type() == KeyedRecord.Type.NETWORK || record.type() == KeyedRecord.Type.BILLING) {
                documents.add(making.of(join.join(record)).kept());
            }
        }
        return documents;
    }
}
