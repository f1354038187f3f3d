package io.datastreamer.testbed.chaos;

import io.datastreamer.tools.simulate.Feed;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.Output;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Writes the records of the simulated network, and adds them to the books of each data stream that must get them. */
final class Traffic {
    private final Map<SimulatedStream, Books> books = new EnumMap<>(SimulatedStream.class);
    private final AtomicLong damaged = new AtomicLong();
    private final Feed feed;
    private final int recordsPerSecond;

    /** Sets it up, and writes the data that records are joined with. */
    Traffic(NetworkSimulation simulation, KafkaOutput kafka, int recordsPerSecond) throws IOException {
        for (SimulatedStream subscription : SimulatedStream.values()) {
            books.put(subscription, new Books());
        }
        this.recordsPerSecond = recordsPerSecond;
        this.feed = new Feed(simulation, new Entered(kafka), recordsPerSecond);
        feed.reference();
    }

    /**
     * Starts to write, in its own thread.
     *
     * @param goesOn asked about every second whether to continue
     * @return completes when everything that was written is at the broker
     */
    FutureTask<Long> start(BooleanSupplier goesOn) {
        Callable<Long> work = () -> {
            long records = 0;
            while (goesOn.getAsBoolean()) {
                records += feed.run(recordsPerSecond);
            }
            return records;
        };
        FutureTask<Long> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** The documents produced for the data stream. */
    Books books(SimulatedStream subscription) {
        Books kept = books.get(subscription);
        if (kept == null) {
            throw new IllegalArgumentException("no books of " + subscription);
        }
        return kept;
    }

    /** How many records were damaged, which the job must reject. */
    long damaged() {
        return damaged.get();
    }

    private final class Entered implements Output {
        private final KafkaOutput kafka;

        Entered(KafkaOutput kafka) {
            this.kafka = kafka;
        }

        @Override
        public void write(SimulatedRecord record) throws IOException {
            long now = System.nanoTime();
            books.forEach((subscription, kept) -> {
                if (subscription.takes(record)) {
                    kept.produced(record, now);
                }
            });
            if (record.becomes() == Becomes.REJECT) {
                damaged.incrementAndGet();
            }
            kafka.write(record);
        }

        @Override
        public void flush() throws IOException {
            kafka.flush();
        }

        @Override
        public void close() {
            kafka.close();
        }
    }
}
