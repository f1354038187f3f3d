package io.datastreamer.benchmarks.isolation;

import io.datastreamer.benchmarks.rig.Feeder;
import io.datastreamer.benchmarks.rig.JobRest;
import io.datastreamer.benchmarks.rig.ReceivedCounts;
import io.datastreamer.benchmarks.rig.Rig;
import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.benchmarks.rig.Statuses;
import io.datastreamer.benchmarks.rig.StreamLine;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.farm.Fault;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import io.datastreamer.tools.ledger.Balance;
import io.datastreamer.tools.ledger.Input;
import io.datastreamer.tools.process.Parts;
import io.datastreamer.tools.receive.DocumentKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
 * The job in a process of its own, between a broker and endpoints of all tempers, all at the same time: small and
 * deterministic versions of what the benchmarks measure. Needs the job's jar.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileEndpointsITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BATCH = 3_000;
    /** Requests that double from 64 KiB take so many for a batch. */
    private static final int GROWING = 7;

    private static final int FEED_PER_SECOND = 10_000;

    /** Of an event that no record of the load becomes. */
    private static final int NO_EVENT_TYPE = 8;

    private static final int POISONED = 0;
    private static final int WIDE = 1;
    private static final int NARROW = 2;
    private static final int BLACK_HOLE = 3;
    private static final int DRIPPING = 4;
    private static final int HEALTHY = 5;
    private static final int ORGANISATIONS = 6;

    private final Load load = new Load(0, 300, ORGANISATIONS, 1, Path.of(""), "", 1);
    private final Parts parts = new Parts("test");
    private final List<Endpoint> endpoints = new ArrayList<>();
    private long poison;
    private int records;
    private long begunMillis;
    private Rig rig;
    private Feeder feeder;

    @BeforeAll
    void start() throws Exception {
        lookAhead();
        Arguments none = Arguments.parse(new String[0], Set.of(), Set.of());
        Setting setting = new Setting(Path.of("..").toAbsolutePath().normalize(), true, none, parts, System.err);
        rig = new Rig(
                setting,
                load,
                this::streams,
                Map.of("deliver.backoff-initial", "100ms", "deliver.backoff-max", "1s", "checkpoint-interval", "1s"));
        feeder = parts.add(() -> new Feeder(load, rig.broker(), FEED_PER_SECOND, false, records));
        begunMillis = System.currentTimeMillis();
        feeder.start();
        rig.await("all is written", PATIENCE, () -> feeder.written() == records);
        feeder.stop();
    }

    @AfterAll
    void stop() {
        parts.close();
    }

    // so many records that the first organisation gets just one full batch of events; one of these is poison
    private void lookAhead() {
        LoadRecords generated = new LoadRecords(load);
        int events = 0;
        while (events < BATCH) {
            LoadRecord record = generated.next();
            if (record.isNetwork() && record.sim() % ORGANISATIONS == POISONED) {
                events++;
                if (events == 1234) {
                    poison = LoadRecords.FIRST_RECORD_ID + records;
                }
            }
            records++;
        }
    }

    private List<String> streams(Farm farm) throws IOException {
        Behaviour at20ms = Behaviour.HEALTHY.withLatency(Duration.ofMillis(20), Duration.ZERO);
        return List.of(
                stream(
                        farm,
                        POISONED,
                        "REST_API_BULK",
                        Behaviour.status(422).withPoison(Set.of(poison)),
                        Map.of("max_records", BATCH, "max_bytes", 4_000_000, "linger_ms", 60_000)),
                stream(
                        farm,
                        WIDE,
                        "REST_API",
                        Behaviour.status(503).withShare(0.02).withLatency(Duration.ofMillis(20), Duration.ZERO),
                        Map.of("window", 32)),
                stream(farm, NARROW, "REST_API", at20ms, Map.of("window", 1)),
                stream(farm, BLACK_HOLE, "REST_API_BULK", Behaviour.of(Fault.BLACK_HOLE), Map.of()),
                stream(farm, DRIPPING, "REST_API_BULK", Behaviour.of(Fault.SLOW_HEAD), Map.of()),
                stream(farm, HEALTHY, "REST_API_BULK", Behaviour.HEALTHY, Map.of()));
    }

    private String stream(
            Farm farm, int organisation, String apiType, Behaviour behaviour, Map<String, Integer> settings)
            throws IOException {
        String id = "load-" + load.organisationId(organisation);
        Endpoint endpoint = farm.endpointOnItsOwn(id);
        endpoint.behave(behaviour);
        endpoints.add(endpoint);
        return StreamLine.of(id, load.organisationId(organisation), "EVENTS", apiType, endpoint.url(), settings);
    }

    @Test
    @Order(1)
    void healthyOnesNoticeNothing() throws Exception {
        awaitAll(HEALTHY);

        assertThat(balance(HEALTHY).holds()).isTrue();
        assertThat(endpoints.get(BLACK_HOLE).arrivals().delivered()).isZero();
        assertThat(endpoints.get(DRIPPING).arrivals().delivered()).isZero();
        assertThat(rig.farm().openRequests().mostSinceLastAsked()).isLessThanOrEqualTo(256 * Rig.PARALLELISM);
    }

    @Test
    @Order(2)
    void poisonIsFoundInTwiceTheLogarithmOfRequests() throws Exception {
        rig.await("all but the poison have arrived", PATIENCE, () -> delivered(POISONED) == BATCH - 1);
        List<String> reasons = new ArrayList<>();
        rig.await("the poison is rejected", PATIENCE, () -> {
            reasons.clear();
            read((source, time, line) -> reasons.add(new String(line, StandardCharsets.UTF_8)));
            return !reasons.isEmpty();
        });

        assertThat(reasons).singleElement().asString().contains("document " + poison + ": its receiver refuses it");
        assertThat(endpoints.get(POISONED).arrivals().requests()).isLessThanOrEqualTo(GROWING + 2 * 12);
        feeder.account(POISONED).refused(DocumentKey.of(poison, true));
        assertThat(balance(POISONED)).isEqualTo(new Balance(BATCH, BATCH - 1, 1, 0, 0, 0));
    }

    @Test
    @Order(3)
    void aWindowKeepsEachSimsOrderThroughRetries() throws Exception {
        awaitAll(WIDE);
        long narrow = delivered(NARROW);

        assertThat(balance(WIDE).holds()).isTrue();
        assertThat(endpoints.get(WIDE).arrivals().requests()).isGreaterThan((int) delivered(WIDE));
        // a fraction of what an idle machine shows
        assertThat(delivered(WIDE)).isGreaterThan(5 * narrow);
        assertThat(balance(NARROW).isSound()).isTrue();
    }

    @Test
    @Order(4)
    void whoIsWellAgainGetsAllInOrderAndCheckpointsNeverWaited() throws Exception {
        endpoints.get(BLACK_HOLE).behave(Behaviour.HEALTHY);
        endpoints.get(DRIPPING).behave(Behaviour.HEALTHY);
        awaitAll(BLACK_HOLE);
        awaitAll(DRIPPING);

        assertThat(balance(BLACK_HOLE).holds()).isTrue();
        assertThat(balance(DRIPPING).holds()).isTrue();
        JobRest.Checkpoints checkpoints = rig.rest().checkpoints(begunMillis, System.currentTimeMillis());
        assertThat(checkpoints.failed()).isZero();
        assertThat(checkpoints.completed()).isPositive();
    }

    @Test
    @Order(5)
    void newStreamsGetWhatPassesTheirFiltersOfTheWholeJournal() throws Exception {
        long organisation = load.organisationId(HEALTHY);
        Endpoint all = rig.farm().endpointOnItsOwn("all");
        Endpoint none = rig.farm().endpointOnItsOwn("none");
        rig.tell(StreamLine.ofEventType(none.name(), organisation, NO_EVENT_TYPE, none.url(), true));
        rig.tellNow(StreamLine.of(all.name(), organisation, "EVENTS", "REST_API_BULK", all.url(), Map.of()));

        long due = feeder.account(HEALTHY).balance().expected();
        rig.await("all has got all", PATIENCE, () -> all.arrivals().delivered() >= due);
        Statuses statuses = parts.add(() -> new Statuses(rig.broker()));
        rig.await("the filter has seen all", PATIENCE, () -> statuses.behind(List.of(none.name())) == 0);
        assertThat(all.arrivals().delivered()).isEqualTo(due);
        assertThat(none.arrivals().documents()).isZero();
    }

    private void awaitAll(int organisation) throws IOException, InterruptedException {
        long due = feeder.account(organisation).balance().expected();
        assertThat(due).isGreaterThan(2_000);
        rig.await(endpoints.get(organisation).name() + " has got all", PATIENCE, () -> delivered(organisation) >= due);
    }

    private long delivered(int organisation) {
        return endpoints.get(organisation).arrivals().delivered();
    }

    private Balance balance(int organisation) {
        return ReceivedCounts.balance(feeder.account(organisation), endpoints.get(organisation));
    }

    private void read(Input.Visitor visitor) {
        try {
            Input.topic(rig.broker(), Topics.REJECTED.topic()).forEach(visitor);
        } catch (IOException e) {
            throw new AssertionError("the topic cannot be read", e);
        }
    }
}
