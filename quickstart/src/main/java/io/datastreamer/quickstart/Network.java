package io.datastreamer.quickstart;

import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.simulate.Feed;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.Output;
import io.datastreamer.tools.simulate.Place;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs the simulated network in its own thread, and adds each document that must arrive to the accounts. */
final class Network implements AutoCloseable {
    private static final Pattern IMSI = Pattern.compile("[0-9]{14,15}");

    private final NetworkSimulation simulation;
    private final Map<Customer, List<Account>> accounts;
    private final Output input;
    private final Feed feed;
    private final Thread thread = new Thread(this::run, "network");
    private final AtomicLong networkRecords = new AtomicLong();
    private final AtomicLong billingRecords = new AtomicLong();
    private final AtomicLong damaged = new AtomicLong();
    private volatile Instant time = NetworkSimulation.START;
    private volatile @Nullable Exception failure;

    /**
     * @param accounts the accounts of each customer's documents
     * @param input where records are written
     */
    Network(NetworkSimulation simulation, Map<Customer, List<Account>> accounts, Output input, int recordsPerSecond) {
        this.simulation = simulation;
        this.accounts = accounts;
        this.input = input;
        this.feed = new Feed(simulation, new Counted(), recordsPerSecond);
        thread.setDaemon(true);
    }

    /** Writes the data that records are joined with, and starts to write records. */
    void start() throws IOException {
        feed.reference();
        thread.start();
    }

    /** Stops the records; all that were generated have then been written. */
    void stop() throws IOException, InterruptedException {
        feed.stop();
        thread.join();
        Exception failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    /** The time in the simulated network. */
    Instant time() {
        return time;
    }

    long networkRecords() {
        return networkRecords.get();
    }

    long billingRecords() {
        return billingRecords.get();
    }

    /** How many of all records are damaged. */
    long damaged() {
        return damaged.get();
    }

    /** Whether it has ended by a failure. */
    boolean hasFailed() {
        return failure != null;
    }

    @Override
    public void close() throws InterruptedException {
        feed.stop();
        thread.join();
    }

    private void run() {
        try {
            feed.run(Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Counted implements Output {
        @Override
        public void write(SimulatedRecord record) throws IOException {
            for (Customer customer : Customer.values()) {
                if (isFor(record, customer)) {
                    long key = DocumentKey.of(record.recordId(), record.becomes() == Becomes.EVENT);
                    for (Account account : accounts.getOrDefault(customer, List.of())) {
                        account.expect(key, simOf(record.key()));
                    }
                }
            }
            if (record.becomes() == Becomes.REJECT) {
                damaged.incrementAndGet();
            }
            boolean isOfGateway = record.place().isOfElement();
            if (record.place() == Place.NETWORK_RECORDS || (isOfGateway && record.becomes() == Becomes.EVENT)) {
                networkRecords.incrementAndGet();
            } else if (record.place() == Place.BILLING_RECORDS || isOfGateway) {
                billingRecords.incrementAndGet();
            }
            time = simulation.time();
            input.write(record);
        }

        @Override
        public void flush() throws IOException {
            input.flush();
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }

    // the key of records about a SIM is its IMSI; a gateway's records are in order for each session
    private static long simOf(String key) {
        if (key.startsWith(SimulatedRecord.SESSION)) {
            return Long.parseLong(key.substring(SimulatedRecord.SESSION.length()));
        }
        return IMSI.matcher(key).matches() ? Long.parseLong(key) : Account.NO_SIM;
    }

    private static boolean isFor(SimulatedRecord record, Customer customer) {
        return record.organisationId() == customer.organisationId()
                && (record.becomes() == Becomes.EVENT || (record.becomes() == Becomes.USAGE && customer.takesUsage()));
    }
}
