package io.datastreamer.benchmarks.stage;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.Place;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What the simulated network writes, damaged records left out: the same bytes in each run. */
public final class SimulatedRecords {
    private static final int SEED = 1;
    private static final int SIMS = 300;

    private final List<RawRecord> networkRecords = new ArrayList<>();
    private final List<RawRecord> billingRecords = new ArrayList<>();
    private final List<RawRecord> sims = new ArrayList<>();
    private final List<KeyedRecord> records = new ArrayList<>();
    private final List<CatalogEntry> catalog = new ArrayList<>();
    private final BareDecoding decoding = new BareDecoding();

    /** The network's records in their order, so many beside those of its SIMs and its catalog. */
    public SimulatedRecords(int count) {
        try {
            NetworkSimulation simulation = new NetworkSimulation(SEED, SIMS, NetworkSimulation.START);
            for (SimulatedRecord record : simulation.reference()) {
                add(record, simulation.time());
            }
            while (networkRecords.size() + billingRecords.size() < count) {
                add(simulation.next(), simulation.time());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the simulated network is not what the job takes", e);
        }
    }

    private void add(SimulatedRecord record, Instant time) {
        if (record.becomes() == SimulatedRecord.Becomes.REJECT) {
            return;
        }
        Place place = record.place();
        RawRecord raw = new RawRecord(
                record.bytes(),
                record.key().getBytes(UTF_8),
                place.topic() + "-0",
                record.recordId(),
                time.toEpochMilli(),
                null);
        switch (place) {
            case NETWORK_RECORDS -> {
                networkRecords.add(raw);
                records.add(decoding.networkRecord(raw));
            }
            case BILLING_RECORDS -> {
                billingRecords.add(raw);
                records.add(decoding.billingRecord(raw));
            }
            case SIMS -> {
                sims.add(raw);
                records.add(decoding.sim(raw));
            }
            case CATALOG -> catalog.add(decoding.catalogEntry(raw));
            case RADIUS_DETAIL, OSMO_SGSN_CDR, THREE_GPP_CDR ->
                throw new IllegalStateException("this network writes JSON");
        }
    }

    /** Network records as a source gives them. */
    public List<RawRecord> networkRecords() {
        return networkRecords;
    }

    /** Billing records as a source gives them. */
    public List<RawRecord> billingRecords() {
        return billingRecords;
    }

    /** Lines of the SIM registry as a source gives them. */
    public List<RawRecord> sims() {
        return sims;
    }

    /** All of them decoded, in the order in which they came; a SIM comes before its records. */
    public List<KeyedRecord> records() {
        return records;
    }

    /** The entries of the catalog. */
    public List<CatalogEntry> catalog() {
        return catalog;
    }
}
