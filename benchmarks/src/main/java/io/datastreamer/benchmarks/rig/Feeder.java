package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.simulate.KafkaOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of a load to the broker, so many a second, in a thread of its own; remembers when each was written,
 * and enters each document in the account of its organisation. Thread-safe.
 */
public final class Feeder implements AutoCloseable {
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int NO_ORGANISATION = -1;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoadRecords records;
    private final Load load;
    private final int recordsPerSecond;
    private final boolean withUsage;
    private final int most;
    private final KafkaOutput kafka;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "feeder");
    private final List<Account> accounts = new ArrayList<>();
    private long[] writtenAt = new long[1 << 16];
    private int[] organisationOf = new int[1 << 16];
    private int written;
    private @Nullable Exception failure;

    /**
     * Connects; writes nothing yet.
     *
     * @param withUsage whether billing records are written, too; else they are made and left out
     * @param most records, those that are left out included
     */
    public Feeder(Load load, String bootstrapServers, int recordsPerSecond, boolean withUsage, int most) {
        this(load, 0, load.organisations(), bootstrapServers, recordsPerSecond, withUsage, most);
    }

    /**
     * Connects; writes nothing yet.
     *
     * @param firstOrganisation whose SIMs have records, numbered from 0; others may have a feeder of their own
     * @param endOrganisation the first behind those whose SIMs have records
     * @param withUsage whether billing records are written, too; else they are made and left out
     * @param most records, those that are left out included
     */
    public Feeder(
            Load load,
            int firstOrganisation,
            int endOrganisation,
            String bootstrapServers,
            int recordsPerSecond,
            boolean withUsage,
            int most) {
        this.most = most;
        this.load = load;
        this.withUsage = withUsage;
        this.records = new LoadRecords(load, sim -> {
            int organisation = sim % load.organisations();
            return organisation >= firstOrganisation && organisation < endOrganisation;
        });
        this.recordsPerSecond = recordsPerSecond;
        this.kafka = new KafkaOutput(bootstrapServers);
        for (int i = 0; i < load.organisations(); i++) {
            accounts.add(new Account());
        }
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** How many records have been written or left out: the next one's number. */
    public synchronized int written() {
        return written;
    }

    /** When the record of a document was written, by {@link System#nanoTime}. */
    public synchronized long writtenAt(int number) {
        return writtenAt[number];
    }

    /** How many records of some organisations were written from one number to another. */
    public synchronized int writtenFor(IntPredicate organisations, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (organisationOf[i] != NO_ORGANISATION && organisations.test(organisationOf[i])) {
                count++;
            }
        }
        return count;
    }

    /** What the organisation's documents are, and what of them has arrived; numbered from 0. */
    public Account account(int organisation) {
        return accounts.get(organisation);
    }

    /** The number of the record that has become a document with this id. */
    static int numberOf(long documentId) {
        return Math.toIntExact(documentId - LoadRecords.FIRST_RECORD_ID);
    }

    /**
     * Ends the writing; all that was written is in the broker then.
     *
     * @throws IOException when the broker did not take all
     */
    public void stop() throws IOException, InterruptedException {
        stopped.set(true);
        thread.join();
        Exception failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
        kafka.flush();
    }

    @Override
    public void close() throws InterruptedException {
        stopped.set(true);
        thread.join();
        kafka.close();
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!stopped.get() && written() < most) {
                long due = Math.min(most, (System.nanoTime() - start) * recordsPerSecond / NANOS_PER_SECOND);
                for (int i = written(); i < due && !stopped.get(); i++) {
                    write();
                }
                TimeUnit.NANOSECONDS.sleep(TURN_NANOS);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() throws IOException {
        LoadRecord record = records.next();
        boolean isLeftOut = !record.isNetwork() && !withUsage;
        note(record, isLeftOut);
        if (isLeftOut) {
            return;
        }
        Topics topic = record.isNetwork() ? Topics.NETWORK_RECORDS : Topics.BILLING_RECORDS;
        kafka.write(topic.topic(), Load.imsi(record.sim()), record.line());
    }

    private synchronized void note(LoadRecord record, boolean isLeftOut) {
        if (written == writtenAt.length) {
            writtenAt = Arrays.copyOf(writtenAt, written * 2);
            organisationOf = Arrays.copyOf(organisationOf, written * 2);
        }
        int organisation = record.sim() % load.organisations();
        if (!isLeftOut) {
            long id = LoadRecords.FIRST_RECORD_ID + written;
            accounts.get(organisation).expect(DocumentKey.of(id, record.isNetwork()), record.sim() + 1);
        }
        organisationOf[written] = isLeftOut ? NO_ORGANISATION : organisation;
        writtenAt[written++] = System.nanoTime();
    }
}
