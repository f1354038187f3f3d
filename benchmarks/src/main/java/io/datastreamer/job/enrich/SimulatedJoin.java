package io.datastreamer.job.enrich;

import io.datastreamer.job.decode.SimulatedRecords;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins simulated records with their SIMs and the catalog, without Flink. */
public final class SimulatedJoin {
    private SimulatedJoin() {}

    /**
     * The records that become documents, in their order.
     *
     * @throws IllegalStateException when one lacks something
     */
    public static List<Enriched> of(SimulatedRecords simulated) {
        Catalog catalog = new Catalog();
        catalog.put(simulated.catalog());
        ReferenceJoin join = new ReferenceJoin(catalog, EnrichSettings.DEFAULT.deletedSimKept());
        Map<String, Subscriber> subscribers = new HashMap<>();
        List<Enriched> joined = new ArrayList<>();
        for (KeyedRecord record : simulated.records()) {
            Subscriber subscriber = subscribers.getOrDefault(record.key(), Subscriber.UNKNOWN);
            long now = record.origin().timestamp();
            switch (record.type()) {
                case SIM -> subscribers.put(record.key(), subscriber.withSim(record.asSim(), now));
                case SIM_DELETION -> subscribers.put(record.key(), subscriber.withDeletion(now));
                case NETWORK, BILLING -> {
                    Enriched enriched = join.join(record, subscriber, now);
                    if (enriched == null) {
                        throw new IllegalStateException(
                                join.lackOf(record, subscriber, now).text());
                    }
                    joined.add(enriched);
                }
            }
        }
        return joined;
    }
}
