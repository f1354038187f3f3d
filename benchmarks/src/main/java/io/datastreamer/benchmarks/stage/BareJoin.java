package io.datastreamer.benchmarks.stage;

import io.datastreamer.job.enrich.Catalog;
import io.datastreamer.job.enrich.ReferenceJoin;
import io.datastreamer.job.enrich.Subscriber;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Sim;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Joins records with SIMs and catalog as the job does, of which all are there before: nothing waits, nothing is
 * remembered, repeated records pass. Thread-safe, since nothing changes.
 */
public final class BareJoin {
    private final Map<String, Subscriber> subscribers = new HashMap<>();
    private final ReferenceJoin join;

    public BareJoin(Collection<CatalogEntry> entries, Collection<Sim> sims) {
        Catalog catalog = new Catalog();
        catalog.put(entries);
        join = new ReferenceJoin(catalog, Duration.ofDays(31));
        sims.forEach(sim -> subscribers.put(sim.imsi(), Subscriber.UNKNOWN.withSim(sim, 0)));
    }

    /**
     * The record with its reference data.
     *
     * @throws IllegalArgumentException when its SIM, an entry of the catalog or a rate is not there
     */
    public Enriched join(KeyedRecord record) {
        Subscriber subscriber = subscribers.getOrDefault(record.key(), Subscriber.UNKNOWN);
        long now = System.currentTimeMillis();
        Enriched enriched = join.join(record, subscriber, now);
        if (enriched == null) {
            throw new IllegalArgumentException(
                    record.key() + ": " + join.lackOf(record, subscriber, now).text());
        }
        return enriched;
    }
}
