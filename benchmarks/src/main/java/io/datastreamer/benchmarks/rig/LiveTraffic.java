package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A simulated network that goes on, so many records a second, and remembers when it wrote those of one organisation. */
public final class LiveTraffic implements AutoCloseable {
    private final NetworkSimulation network;
    private final KafkaOutput kafka;
    private final long organisation;
    private final long pauseNanos;
    private final Thread thread = new Thread(this::run, "live");
    private final List<SimulatedRecord> others = new ArrayList<>();
    private final Map<Long, Integer> numbers = new HashMap<>();
    private long[] writtenAt = new long[1 << 12];
    private int written;
    private volatile boolean stopped;
    private @Nullable Exception failure;

    public LiveTraffic(NetworkSimulation network, KafkaOutput kafka, long organisation, int recordsPerSecond) {
        this.network = network;
        this.kafka = kafka;
        this.organisation = organisation;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / recordsPerSecond;
        thread.setDaemon(true);
    }

    /** The key of the record's document. */
    public static long key(SimulatedRecord record) {
        return DocumentKey.of(record.recordId(), record.becomes() == SimulatedRecord.Becomes.EVENT);
    }

    /** A number for what keeps the record's order. */
    public static long simOf(SimulatedRecord record) {
        try {
            return Long.parseLong(record.key());
        } catch (NumberFormatException e) {
            return Account.NO_SIM;
        }
    }

    public void start() {
        thread.start();
    }

    /** How many documents of the organisation have been written: the next one's number. */
    public synchronized int written() {
        return written;
    }

    /** Enters what it wrote for others, too, in the account of one who gets all that is kept and all that comes. */
    public synchronized void replayedToo(Account account) {
        others.forEach(record -> account.allow(key(record), simOf(record)));
    }

    /** How long the documents from one number to another took. */
    public synchronized Latencies latencies(Endpoint endpoint, int from, int to) {
        Latencies latencies = new Latencies();
        boolean[] seen = new boolean[written];
        endpoint.arrivals().forEach(0, (at, status, keys, first, end) -> {
            for (int i = first; i < end && Arrivals.isSuccess(status); i++) {
                Integer number = numbers.get(keys[i]);
                if (number != null && number >= from && number < to && !seen[number]) {
                    seen[number] = true;
                    latencies.add(at - writtenAt[number]);
                }
            }
        });
        return latencies;
    }

    /**
     * Ends the writing; all that was written is in the broker then.
     *
     * @throws IOException when the broker did not take all
     */
    public void stop() throws IOException, InterruptedException {
        close();
        Exception failed = failure;
        if (failed != null) {
            throw new IOException(failed.getMessage(), failed);
        }
        kafka.flush();
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    private void run() {
        long due = System.nanoTime();
        try {
            while (!stopped) {
                write(network.next());
                due += pauseNanos;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(SimulatedRecord record) throws IOException {
        note(record);
        kafka.write(record.place().topic(), record.key(), record.bytes());
    }

    private synchronized void note(SimulatedRecord record) {
        if (record.recordId() == 0) {
            return;
        }
        if (record.organisationId() != organisation) {
            others.add(record);
            return;
        }
        if (written == writtenAt.length) {
            writtenAt = Arrays.copyOf(writtenAt, written * 2);
        }
        numbers.put(key(record), written);
        writtenAt[written++] = System.nanoTime();
    }
}
