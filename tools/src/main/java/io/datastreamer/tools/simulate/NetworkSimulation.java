package io.datastreamer.tools.simulate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;

/**
 * A simulated network: generates its records one after another, in the order of its own time, which advances to each
 * next record. The same arguments give the same records, byte by byte. Not thread-safe.
 */
public final class NetworkSimulation {
    /**
     * The ids of records count up from here without gaps, including those of damaged ones, if all are {@link
     * RecordFormat#JSON}.
     */
    public static final long FIRST_RECORD_ID = 3_000_000_000L;
    /** When the network's time begins by default. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration MADE_BEFORE = Duration.ofDays(90);
    private static final int ALL_ATTACHED_WITHIN_SECONDS = 1200;

    private final Schedule schedule;
    private final Records records;
    private final List<SimulatedRecord> reference = new ArrayList<>();

    /**
     * Sets up the network.
     *
     * @param seed seed of the random numbers
     * @param sims SIMs at the start, spread evenly over three organisations
     * @throws IOException when the catalog cannot be read
     */
    public NetworkSimulation(long seed, int sims, Instant start) throws IOException {
        this(seed, sims, start, RecordFormat.JSON);
    }

    /**
     * Sets up a network whose elements write what they know in their own format.
     *
     * @throws IOException when the catalog cannot be read
     */
    public NetworkSimulation(long seed, int sims, Instant start, RecordFormat format) throws IOException {
        Chance chance = new Chance(new SplittableRandom(seed));
        schedule = new Schedule(start.toEpochMilli());
        records = new Records(chance.split(), format.element());
        Catalog catalog = Catalog.read();
        reference.addAll(catalog.entries());
        Fleet[] fleets = Fleet.values();
        int[] lastSim = {sims};
        IntSupplier simNumbers = () -> ++lastSim[0];
        for (int f = 0; f < fleets.length; f++) {
            List<Operator> reachable = catalog.operatorsIn(fleets[f].countries());
            List<Device> devices = new ArrayList<>();
            for (int number = f + 1; number <= sims; number += fleets.length) {
                Sim sim = new Sim(number, fleets[f]);
                records.sim(sim, start.minus(MADE_BEFORE).toEpochMilli(), false);
                Device device = new Device(sim, reachable, simNumbers, schedule, records, chance.split());
                devices.add(device);
                schedule.at(start.toEpochMilli() + 1000L * chance.between(0, ALL_ATTACHED_WITHIN_SECONDS), device);
            }
            OrganisationAccount account =
                    new OrganisationAccount(fleets[f], devices, schedule, records, chance.split());
            schedule.at(start.toEpochMilli() + 1000L * chance.between(1, 60), account);
        }
        for (SimulatedRecord sim = records.poll(); sim != null; sim = records.poll()) {
            reference.add(sim);
        }
    }

    /** The catalog and the SIMs at the start. */
    public List<SimulatedRecord> reference() {
        return List.copyOf(reference);
    }

    /** The next record. There is no end. */
    public SimulatedRecord next() {
        SimulatedRecord record = records.poll();
        while (record == null) {
            schedule.advance();
            record = records.poll();
        }
        return record;
    }

    /** The network's current time. */
    public Instant time() {
        return Instant.ofEpochMilli(schedule.nowMillis());
    }
}
