package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.report.Report;
import io.datastreamer.benchmarks.report.Table;
import io.datastreamer.benchmarks.rig.Benchmark;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.Latencies;
import io.datastreamer.benchmarks.rig.LiveTraffic;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.benchmarks.rig.StreamLine.Start;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A journal of twenty days, and a new data stream that wants all of it. The records of a simulated network say that they
 * are of the last 22 days, so that the journal is what it would be after as many days.
 */
public final class HistoryBenchmark implements Benchmark {
    private static final Duration HISTORY = Duration.ofDays(22);
    private static final Duration RETENTION = Duration.ofDays(20);
    /** While the history is written: a record that is older than the retention would count as one of now. */
    private static final Duration KEPT_AT_FIRST = HISTORY.plusDays(1);
    /** What leaves the history while the benchmark runs may arrive, and need not. */
    private static final Duration MAY_LEAVE = Duration.ofHours(1);

    private static final String RETENTION_OPTION = "history.retention";

    private static final Duration FILLS_WITHIN = Duration.ofMinutes(5);
    private static final Duration REPLAYS_WITHIN = Duration.ofMinutes(10);
    private static final Duration LIVE_WITHIN = Duration.ofMinutes(2);
    /** Of the simulated network: whose history is replayed, and who is live beside it. */
    private static final long REPLAYED = 100_101;

    private static final long LIVE = 100_102;
    private static final int RECORDS_PER_BATCH = 3_000;
    private static final int BYTES_PER_BATCH = 4_000_000;
    private static final int LIVE_PER_SECOND = 200;
    private static final int QUIET_SECONDS = 3;
    private static final double MILLION = 1e6;

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String summary() {
        return "Twenty days of history: what they take in state, and how fast a new data stream gets them.";
    }

    @Override
    public String help() {
        return """
                Usage: ./streamer bench history [--sims N] [--quick] [--json FILE]

                A simulated network of three organisations writes 22 days of records to Kafka, each with its time. When the job has
                them in its journals, it is started again with a retention of 20 days, and an organisation makes a data stream with
                historic data to a bulk endpoint on this machine: all of the last 20 days must arrive once and in order, and
                nothing older, while another organisation goes on live.

                  --sims N  SIMs of the network, about 5,000 records each in 22 days; default 1200 (of which a third is replayed)
                  --quick   150 SIMs

                What is older than 20 days may arrive, too: partitions of Kafka are read at different speeds, the time of a journal
                never goes back, and a second of writing holds half a day.
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("sims");
    }

    @Override
    public void run(Setting setting, Report report) throws Exception {
        int sims = (int) setting.arguments().number("sims", setting.quick() ? 150 : 1_200, 3, 1_000_000);
        long end = System.currentTimeMillis();
        NetworkSimulation network =
                new NetworkSimulation(1, sims, Instant.ofEpochMilli(end).minus(HISTORY));
        Rig rig = new Rig(
                setting,
                (files, kafka) -> reference(network, kafka),
                farm -> List.of(liveStream(farm)),
                Map.of("state-backend", "rocksdb", RETENTION_OPTION, KEPT_AT_FIRST.toDays() + " d"));
        KafkaOutput kafka = setting.parts().add(() -> new KafkaOutput(rig.broker()));

        setting.say("writing %d days of %,d SIMs ...", HISTORY.toDays(), sims);
        Filled filled = fill(network, kafka, end);
        rig.await(
                "all is in the journals",
                FILLS_WITHIN,
                () -> rig.metrics().isAtLeast(JobMetric.APPENDED, (double) filled.documents()));
        double filledPerSecond = filled.documents() / ReceivedCounts.secondsSince(filled.begun());

        JobRest.Checkpoint checkpoint = rig.nextCheckpoint();
        double journal =
                rig.metrics().sum(JobMetric.JOURNAL_BYTES) + rig.metrics().sum(JobMetric.OPEN_JOURNAL_BYTES);
        rig.restartJobWith(RETENTION_OPTION, RETENTION.toDays() + " d");

        LiveTraffic live = setting.parts().add(() -> new LiveTraffic(network, kafka, LIVE, LIVE_PER_SECOND));
        live.start();
        Duration base = Duration.ofSeconds(setting.quick() ? 5 : 20);
        TimeUnit.MILLISECONDS.sleep(base.toMillis());
        int before = live.written();

        setting.say(
                "a new data stream gets %,d documents ...",
                filled.account().balance().expected());
        Endpoint replayed = rig.farm().endpoint("replayed");
        rig.tellNow(StreamLine.of(
                "replayed",
                REPLAYED,
                "USAGE_AND_EVENTS",
                "REST_API_BULK",
                replayed.url(),
                Map.of("max_records", RECORDS_PER_BATCH, "max_bytes", BYTES_PER_BATCH)));
        rig.await(
                "all has arrived",
                REPLAYS_WITHIN,
                () -> replayed.arrivals().delivered()
                        >= filled.account().balance().expected());
        long done = System.nanoTime();
        int during = live.written();
        live.stop();
        rig.await(
                "what is live has arrived",
                LIVE_WITHIN,
                () -> rig.farm().endpoint("live").arrivals().delivered() >= live.written());

        AtomicLong last = new AtomicLong();
        AtomicLong quietSince = new AtomicLong(System.nanoTime());
        rig.await("nothing comes any more", LIVE_WITHIN, () -> {
            long delivered = replayed.arrivals().delivered();
            if (last.getAndSet(delivered) != delivered) {
                quietSince.set(System.nanoTime());
            }
            return ReceivedCounts.secondsSince(quietSince.get()) > QUIET_SECONDS;
        });
        tell(report, filled, done, live, replayed, filledPerSecond, journal, checkpoint);
        Table table = report.table("A live data stream", "", "documents", "p50 ms", "p99 ms");
        Endpoint endpoint = rig.farm().endpoint("live");
        Latencies alone = live.latencies(endpoint, 0, before);
        Latencies beside = live.latencies(endpoint, before, during);
        table.row("alone", alone.count(), alone.percentileMillis(50), alone.percentileMillis(99));
        table.row("beside the replay", beside.count(), beside.percentileMillis(50), beside.percentileMillis(99));
        report.atMost("p99 of a live data stream beside the replay, ms", 1_000, beside.percentileMillis(99));
    }

    private static void tell(
            Report report,
            Filled filled,
            long done,
            LiveTraffic live,
            Endpoint replayed,
            double filledPerSecond,
            double journal,
            JobRest.Checkpoint checkpoint) {
        long[] first = {done};
        long[] documents = {0};
        long[] requests = {0};
        replayed.arrivals().forEach(0, (at, status, keys, from, to) -> {
            if (Arrivals.isSuccess(status) && at <= done) {
                first[0] = Math.min(first[0], at);
                documents[0] += to - from;
                requests[0]++;
            }
        });
        live.replayedToo(filled.account());
        Balance balance = ReceivedCounts.balance(filled.account(), replayed);
        double seconds = (done - first[0]) / 1e9;
        double perSecond = documents[0] / seconds;
        Table state = report.table(
                "Twenty-two days in the journals",
                "documents",
                "written a second",
                "journal MB",
                "bytes a document",
                "checkpoint MB",
                "bytes a document in all",
                "checkpoint ms");
        state.row(
                filled.documents(),
                filledPerSecond,
                journal / MILLION,
                journal / filled.documents(),
                checkpoint.stateBytes() / MILLION,
                (double) checkpoint.stateBytes() / filled.documents(),
                checkpoint.millis());
        Table replay = report.table(
                "The replay", "documents", "requests", "seconds", "documents/s", "duplicates", "of others");
        replay.row(balance.delivered(), requests[0], seconds, perSecond, balance.duplicates(), balance.unexpected());
        report.atMost("bytes of state for a document", 100, (double) checkpoint.stateBytes() / filled.documents());
        report.atLeast("documents a second to one bulk endpoint", 150_000, perSecond);
        report.atMost("documents missing", 0, balance.missing());
        report.atMost("documents of others", 0, balance.unexpected());
        report.atMost("documents out of their SIM's order", 0, balance.outOfOrder());
        report.atMost("documents twice", 0, balance.duplicates());
    }

    private static String liveStream(Farm farm) {
        return StreamLine.of(
                "live",
                LIVE,
                "USAGE_AND_EVENTS",
                "REST_API_BULK",
                farm.endpoint("live").url(),
                Map.of(),
                Start.NOW,
                true);
    }

    private static void reference(NetworkSimulation network, KafkaOutput kafka) throws IOException {
        for (SimulatedRecord record : network.reference()) {
            kafka.write(record);
        }
    }

    /**
     * What was written.
     *
     * @param documents of all organisations
     * @param account what has to arrive at the new data stream
     * @param begun by {@link System#nanoTime}
     */
    private record Filled(long documents, Account account, long begun) {}

    private static Filled fill(NetworkSimulation network, KafkaOutput kafka, long end) throws IOException {
        long begun = System.nanoTime();
        long documents = 0;
        Account account = new Account();
        long kept = end - RETENTION.toMillis();
        long time = 0;
        while (time < end) {
            SimulatedRecord record = network.next();
            time = network.time().toEpochMilli();
            kafka.write(record.place().topic(), record.key(), record.bytes(), Math.min(time, end));
            if (record.recordId() != 0) {
                documents++;
                if (record.organisationId() == REPLAYED) {
                    note(account, record, time >= kept + MAY_LEAVE.toMillis());
                }
            }
        }
        kafka.flush();
        return new Filled(documents, account, begun);
    }

    private static void note(Account account, SimulatedRecord record, boolean mustArrive) {
        if (mustArrive) {
            account.expect(LiveTraffic.key(record), LiveTraffic.simOf(record));
        } else {
            account.allow(LiveTraffic.key(record), LiveTraffic.simOf(record));
        }
    }
}
