package io.datastreamer.job.enrich;

import io.datastreamer.job.Lines;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.job.record.Records.IMSI;
import static io.datastreamer.job.record.Records.SFR_PLMN;
import static io.datastreamer.job.record.Records.TELEKOM_PLMN;
import static io.datastreamer.job.record.Records.location;
import static io.datastreamer.job.record.Records.simLine;
import static org.assertj.core.api.Assertions.assertThat;

/** Work that no record brings is done in slices, and nothing is lost or out of order between them. */
class EnrichSlicesTest {
    private static final EnrichSettings SETTINGS =
            new EnrichSettings(Duration.ofMinutes(10), Duration.ofHours(1), 1000, 1000, 10, Duration.ofDays(31));
    private static final int LIVES = Integer.getInteger("enrich.lives", 4);
    /** A slice is 5 ms long, and each look at the time costs one. */
    private static final int MOST_OF_A_SLICE = 6;

    private static final List<CatalogEntry> WITHOUT_OPERATORS = List.of(
            CatalogEntry.of(Records.ORGANISATION),
            CatalogEntry.of(Records.GERMANY),
            CatalogEntry.of(Records.FRANCE),
            CatalogEntry.of(Records.TARIFF));

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(true));
    }

    private static EnrichHarness harness(StateBackend backend) throws Exception {
        AtomicLong nanos = new AtomicLong();
        return new EnrichHarness(SETTINGS, () -> nanos.addAndGet(1_000_000), backend, 1, 0);
    }

    private static EnrichHarness open(StateBackend backend) throws Exception {
        EnrichHarness enrich = harness(backend);
        enrich.start(Lines.READ_AT);
        enrich.broadcast(WITHOUT_OPERATORS);
        return enrich;
    }

    private static String imsi(int number) {
        return "90143000000%04d".formatted(number);
    }

    /** Lets time pass, slice by slice, until nothing comes out for longer than any pause. */
    private static List<Long> allSlices(EnrichHarness enrich) throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int idle = 0; idle < 10; idle++) {
            List<Long> slice = enrich.emitted();
            assertThat(slice).hasSizeLessThanOrEqualTo(MOST_OF_A_SLICE);
            idle = slice.isEmpty() ? idle : 0;
            ids.addAll(slice);
            enrich.pass(Duration.ofMillis(25));
        }
        return ids;
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSweepIsCut(StateBackend backend) throws Exception {
        try (EnrichHarness enrich = open(backend)) {
            for (int i = 0; i < 200; i++) {
                enrich.send(simLine(imsi(i)), location(i, imsi(i), TELEKOM_PLMN));
            }
            enrich.broadcast(List.of(CatalogEntry.of(Records.TELEKOM)));
            List<Long> first = enrich.emitted();
            assertThat(first).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_OF_A_SLICE);
            List<Long> ids = new ArrayList<>(first);
            // records that come in between wait behind those of their IMSI, or do not wait at all
            for (int i = 0; i < 200; i += 10) {
                enrich.send(location(1000 + i, imsi(i), TELEKOM_PLMN));
            }
            ids.addAll(enrich.emitted());
            ids.addAll(allSlices(enrich));
            assertThat(ids).hasSize(220).doesNotHaveDuplicates();
            for (int i = 0; i < 200; i += 10) {
                assertThat(ids.indexOf(1000L + i)).isGreaterThan(ids.indexOf((long) i));
            }
            enrich.pass(SETTINGS.maxWait());
            assertThat(enrich.rejected()).isEmpty();
            assertThat(enrich.timers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSecondChangeDuringASweepReachesAll(StateBackend backend) throws Exception {
        try (EnrichHarness enrich = open(backend)) {
            for (int i = 0; i < 100; i++) {
                enrich.send(simLine(imsi(i)), location(i, imsi(i), i % 2 == 0 ? TELEKOM_PLMN : SFR_PLMN));
            }
            enrich.broadcast(List.of(CatalogEntry.of(Records.TELEKOM)));
            List<Long> ids = new ArrayList<>(enrich.emitted());
            enrich.pass(Duration.ofMillis(25));
            ids.addAll(enrich.emitted());
            assertThat(ids).hasSizeBetween(1, 49);
            enrich.broadcast(List.of(CatalogEntry.of(Records.SFR)));
            ids.addAll(allSlices(enrich));
            assertThat(ids).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aRestoreInTheMidstOfASweepGoesOn(StateBackend backend) throws Exception {
        List<Long> ids = new ArrayList<>();
        OperatorSubtaskState state;
        try (EnrichHarness before = open(backend)) {
            for (int i = 0; i < 100; i++) {
                before.send(simLine(imsi(i)), location(i, imsi(i), TELEKOM_PLMN));
            }
            before.broadcast(List.of(CatalogEntry.of(Records.TELEKOM)));
            before.pass(Duration.ofMillis(25));
            ids.addAll(before.emitted());
            assertThat(ids).hasSizeBetween(1, 99);
            state = before.snapshot();
        }
        try (EnrichHarness after = harness(backend)) {
            after.restore(state, Lines.READ_AT + 1000);
            ids.addAll(allSlices(after));
            assertThat(ids).hasSize(100).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void whatIsDueAfterADowntimeIsRejectedInSlices(StateBackend backend) throws Exception {
        OperatorSubtaskState state;
        try (EnrichHarness before = open(backend)) {
            for (int i = 0; i < 100; i++) {
                before.send(location(i, imsi(i), TELEKOM_PLMN));
            }
            state = before.snapshot();
        }
        try (EnrichHarness after = harness(backend)) {
            after.restore(state, Lines.READ_AT + Duration.ofHours(1).toMillis());
            int rejected = 0;
            for (int slices = 0; slices < 200; slices++) {
                List<String> slice = after.rejected();
                assertThat(slice).hasSizeLessThanOrEqualTo(MOST_OF_A_SLICE);
                rejected += slice.size();
                after.pass(Duration.ofMillis(25));
            }
            assertThat(rejected).isEqualTo(100);
            assertThat(after.timers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theRecordsOfAnImsiAreReleasedInSlicesAndInOrder(StateBackend backend) throws Exception {
        List<Long> ids = new ArrayList<>();
        OperatorSubtaskState state;
        try (EnrichHarness before = open(backend)) {
            before.broadcast(List.of(CatalogEntry.of(Records.TELEKOM)));
            for (int id = 0; id < 50; id++) {
                before.send(location(id, IMSI, TELEKOM_PLMN));
            }
            before.send(simLine(IMSI));
            ids.addAll(before.emitted());
            assertThat(ids).isNotEmpty().hasSizeLessThanOrEqualTo(MOST_OF_A_SLICE);
            before.send(location(50, IMSI, TELEKOM_PLMN));
            ids.addAll(before.emitted());
            state = before.snapshot();
        }
        try (EnrichHarness after = harness(backend)) {
            after.restore(state, Lines.READ_AT + 1000);
            after.send(location(51, IMSI, TELEKOM_PLMN), location(20, IMSI, TELEKOM_PLMN));
            ids.addAll(after.emitted());
            ids.addAll(allSlices(after));
            after.send(location(52, IMSI, TELEKOM_PLMN));
            ids.addAll(after.emitted());
            assertThat(ids).hasSize(53).isSorted().doesNotHaveDuplicates();
            assertThat(after.timers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aReleaseEndsHoweverManyRecordsCome(StateBackend backend) throws Exception {
        try (EnrichHarness enrich = open(backend)) {
            enrich.broadcast(List.of(CatalogEntry.of(Records.TELEKOM)));
            for (int id = 0; id < 50; id++) {
                enrich.send(location(id, IMSI, TELEKOM_PLMN));
            }
            enrich.send(simLine(IMSI));
            // no time passes, and so no slice but the first has its turn
            for (int id = 50; id < 100; id++) {
                enrich.send(location(id, IMSI, TELEKOM_PLMN));
            }
            assertThat(enrich.emitted())
                    .containsExactlyElementsOf(LongStream.range(0, 100).boxed().toList());
            enrich.pass(SETTINGS.maxWait());
            assertThat(enrich.rejected()).isEmpty();
            assertThat(enrich.timers()).isZero();
        }
    }

    @Test
    void bothBackendsLoseNothingWhateverHappens() throws Exception {
        for (int seed = 0; seed < LIVES; seed++) {
            new Life(seed).live();
        }
    }

    /** Records, SIMs, changes of the catalog, time and restarts in any order, and what must come of them. */
    private static final class Life {
        private static final int SIMS = 40;

        private final Random random;
        private final String name;
        private final StateBackend backend;
        private final Map<String, List<Long>> sent = new TreeMap<>();
        private final Map<String, List<Long>> emitted = new TreeMap<>();
        private int rejected;
        private long now = Lines.READ_AT;
        private long nextId;
        private EnrichHarness enrich;

        Life(int seed) throws Exception {
            random = new Random(seed);
            name = "life " + seed;
            backend = seed % 2 == 0 ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend(false);
            enrich = harness(backend);
            enrich.start(now);
        }

        void live() throws Exception {
            for (int step = 0; step < 150; step++) {
                switch (random.nextInt(12)) {
                    case 0 -> sims(random.nextInt(SIMS), 1);
                    case 1 ->
                        enrich.broadcast(
                                List.of(CatalogEntry.of(random.nextBoolean() ? Records.TELEKOM : Records.SFR)));
                    case 2 -> enrich.broadcast(WITHOUT_OPERATORS);
                    case 3 -> pass(Duration.ofMillis(random.nextInt(50)));
                    case 4 -> pass(Duration.ofSeconds(random.nextInt(60)));
                    case 5 -> restart();
                    default -> records(1 + random.nextInt(5));
                }
                take();
            }
            sims(0, SIMS);
            enrich.broadcast(Records.catalog());
            enrich.broadcast(List.of(CatalogEntry.of(Records.SFR), CatalogEntry.of(Records.FRANCE)));
            for (int slice = 0; slice < 2 * nextId; slice++) {
                pass(Duration.ofMillis(25));
                take();
            }
            int out = rejected;
            for (Map.Entry<String, List<Long>> of : sent.entrySet()) {
                List<Long> ids = emitted.getOrDefault(of.getKey(), List.of());
                out += ids.size();
                assertThat(ids).as(name).isSorted().doesNotHaveDuplicates();
            }
            assertThat(out).as(name).isEqualTo((int) nextId);
            assertThat(enrich.timers()).as(name).isZero();
            enrich.close();
        }

        private void records(int count) throws Exception {
            for (int i = 0; i < count; i++) {
                String imsi = imsi(random.nextInt(SIMS));
                long id = nextId++;
                sent.computeIfAbsent(imsi, key -> new ArrayList<>()).add(id);
                KeyedRecord record = location(id, imsi, random.nextBoolean() ? TELEKOM_PLMN : SFR_PLMN);
                enrich.send(record);
                if (random.nextInt(20) == 0) {
                    // a repeated one is dropped, whether the first waits or not
                    enrich.send(record);
                }
            }
        }

        private void sims(int from, int count) throws Exception {
            for (int i = from; i < from + count; i++) {
                enrich.send(simLine(imsi(i)));
            }
        }

        private void pass(Duration duration) throws Exception {
            now += duration.toMillis();
            enrich.setNow(now);
        }

        private void restart() throws Exception {
            OperatorSubtaskState state = enrich.snapshot();
            take();
            enrich.close();
            now += random.nextInt(3) == 0
                    ? Duration.ofMinutes(random.nextInt(30)).toMillis()
                    : 1000;
            enrich = harness(backend);
            enrich.restore(state, now);
        }

        private void take() {
            for (Enriched one : enrich.takeEnriched()) {
                emitted.computeIfAbsent(one.record().key(), key -> new ArrayList<>())
                        .add(one.record().recordId());
            }
            rejected += enrich.rejected().size();
        }
    }
}
