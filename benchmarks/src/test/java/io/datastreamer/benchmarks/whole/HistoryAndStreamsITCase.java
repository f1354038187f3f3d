package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.LiveTraffic;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.benchmarks.rig.StreamLine.Start;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.ledger.Account;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The job in a process of its own, with 22 days of a simulated network in its journals and a thousand data streams: a
 * small and deterministic version of what the benchmarks of history and of very many streams measure. Needs the job's jar.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryAndStreamsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration WRITTEN = Duration.ofDays(22);
    private static final Duration RETENTION = Duration.ofDays(20);
    /** While the history is written: a record that is older than the retention would count as one of now. */
    private static final Duration KEPT_AT_FIRST = WRITTEN.plusDays(1);

    private static final String RETENTION_OPTION = "history.retention";
    /** What is so near to the end of the history may arrive, and need not. */
    private static final Duration NEAR = Duration.ofHours(1);

    private static final int SIMS = 6;
    private static final long REPLAYED = 100_101;
    private static final long LIVE = 100_102;

    private static final int IDLE = 1_000;
    private static final long FIRST_IDLE = 500_000;

    private final Parts parts = new Parts("test");
    private final long now = System.currentTimeMillis();
    private final long kept = now - RETENTION.toMillis();
    private final List<Customer> customers = List.of(
            new Customer("replayed", REPLAYED, false),
            new Customer("live", LIVE, true),
            new Customer("resumed", LIVE, false));
    private NetworkSimulation network;
    private Rig rig;
    private KafkaOutput kafka;
    private int documents;

    /** A data stream that gets documents, with what is due to it. */
    private static final class Customer {
        private final String name;
        private final long organisation;
        /** There from the first record on, so that it gets all while nothing is too old. */
        private final boolean isFirst;

        private final Account account = new Account();
        private int looked;

        Customer(String name, long organisation, boolean isFirst) {
            this.name = name;
            this.organisation = organisation;
            this.isFirst = isFirst;
        }

        /** How its account stands by now. Its endpoint takes whatever comes, so that what came is delivered. */
        Balance balance(Farm farm) {
            looked = farm.endpoint(name).arrivals().forEach(looked, (at, status, keys, from, to) -> {
                for (int i = from; i < to; i++) {
                    account.delivered(keys[i]);
                }
            });
            return account.balance();
        }
    }

    @BeforeAll
    void start() throws Exception {
        network = new NetworkSimulation(1, SIMS, Instant.ofEpochMilli(now).minus(WRITTEN));
        Arguments none = Arguments.parse(new String[0], Set.of(), Set.of());
        Setting setting = new Setting(Path.of("..").toAbsolutePath().normalize(), true, none, parts, System.err);
        rig = new Rig(
                setting,
                (files, topics) -> {
                    for (SimulatedRecord record : network.reference()) {
                        topics.write(record);
                    }
                },
                HistoryAndStreamsITCase::streams,
                Map.of(
                        "state-backend",
                        "rocksdb",
                        "checkpoint-interval",
                        "1s",
                        RETENTION_OPTION,
                        KEPT_AT_FIRST.toDays() + " d"));
        kafka = parts.add(() -> new KafkaOutput(rig.broker()));
        awaitLanes(2);
        // what is too old first: the time of a journal never goes back
        writeUntil(kept - NEAR.toMillis());
        writeUntil(now);
        rig.nextCheckpoint();
        rig.restartJobWith(RETENTION_OPTION, RETENTION.toDays() + " d");
        awaitLanes(2);
    }

    @AfterAll
    void stop() {
        parts.close();
    }

    private static List<String> streams(Farm farm) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            lines.add(bulk(farm.endpoint("idle"), "idle-" + i, FIRST_IDLE + i, Start.HISTORIC, true));
        }
        lines.add(bulk(farm.endpoint("live"), "live", LIVE, Start.NOW, true));
        return lines;
    }

    private static String bulk(Endpoint endpoint, String id, long organisation, Start start, boolean running) {
        String type = organisation >= FIRST_IDLE ? "EVENTS" : "USAGE_AND_EVENTS";
        return StreamLine.of(
                id,
                organisation,
                type,
                "REST_API_BULK",
                endpoint.url(),
                Map.of("max_records", 3_000, "linger_ms", 20),
                start,
                running);
    }

    /** Writes records with the network's times, and waits until they are in the journals. */
    private void writeUntil(long end) throws IOException, InterruptedException {
        for (long time = 0; time < end; ) {
            SimulatedRecord record = network.next();
            time = network.time().toEpochMilli();
            write(record, Math.min(time, now));
        }
        kafka.flush();
        rig.await("all is in the journals", PATIENCE, () -> rig.metrics().isAtLeast(JobMetric.APPENDED, documents));
    }

    /** Writes records of now. */
    private void writeMore(int records) throws IOException {
        for (int i = 0; i < records; i++) {
            write(network.next(), System.currentTimeMillis());
        }
        kafka.flush();
    }

    private void write(SimulatedRecord record, long time) throws IOException {
        kafka.write(record.place().topic(), record.key(), record.bytes(), time);
        if (record.recordId() == 0) {
            return;
        }
        documents++;
        for (Customer customer : customers) {
            if (customer.organisation != record.organisationId()) {
                continue;
            }
            if (customer.isFirst || time >= kept + NEAR.toMillis()) {
                customer.account.expect(LiveTraffic.key(record), LiveTraffic.simOf(record));
            } else if (time >= kept - NEAR.toMillis()) {
                customer.account.allow(LiveTraffic.key(record), LiveTraffic.simOf(record));
            }
        }
    }

    @Test
    @Order(1)
    void aNewStreamGetsTwentyDaysOnceAndInOrderAndTheLiveOneGoesOn() throws Exception {
        rig.tellNow(bulk(rig.farm().endpoint("replayed"), "replayed", REPLAYED, Start.HISTORIC, true));
        writeMore(1_000);

        Balance replayed = allOf("replayed");
        assertThat(replayed.expected()).isGreaterThan(5_000);
        assertThat(replayed.holds()).as("%s", replayed).isTrue();
        assertThat(replayed.duplicates()).isZero();
        Balance live = allOf("live");
        assertThat(live.holds()).as("%s", live).isTrue();
        assertThat(rig.farm().endpoint("idle").arrivals().requests()).isZero();
    }

    @Test
    @Order(2)
    void aDocumentTakesAFractionOfItsSizeAndCheckpointsWaitForNobody() throws Exception {
        JobRest.Checkpoint checkpoint = rig.nextCheckpoint();
        JobRest.Checkpoints all = rig.rest().checkpoints(now, System.currentTimeMillis());

        assertThat((double) checkpoint.stateBytes() / documents).isLessThan(500);
        assertThat(all.failed()).isZero();
    }

    @Test
    @Order(3)
    void aChangeOfOneStreamAmongAThousandHasItsEffect() throws Exception {
        Endpoint endpoint = rig.farm().endpoint("resumed");
        rig.tellNow(bulk(endpoint, "resumed", LIVE, Start.HISTORIC, false));
        awaitLanes(6);
        assertThat(endpoint.arrivals().requests()).isZero();

        rig.tellNow(bulk(endpoint, "resumed", LIVE, Start.HISTORIC, true));

        Balance resumed = allOf("resumed");
        assertThat(resumed.holds()).as("%s", resumed).isTrue();
    }

    @Test
    @Order(4)
    void afterAKillAllStreamsAreThereAgainAndNothingIsMissing() throws Exception {
        writeMore(500);
        rig.restartJob();
        awaitLanes(6);
        writeMore(500);

        for (Customer customer : customers) {
            Balance balance = allOf(customer.name);
            assertThat(balance.holds()).as("%s: %s", customer.name, balance).isTrue();
        }
        assertThat(rig.farm().endpoint("idle").arrivals().requests()).isZero();
    }

    private void awaitLanes(int busy) throws IOException, InterruptedException {
        rig.await("all lanes are there", PATIENCE, () -> rig.metrics().isAtLeast(JobMetric.LANES, IDLE + busy));
    }

    private Balance allOf(String name) throws IOException, InterruptedException {
        Customer customer = customers.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
        rig.await(
                name + " has got all",
                PATIENCE,
                () -> customer.balance(rig.farm()).missing() == 0);
        return customer.balance(rig.farm());
    }
}
