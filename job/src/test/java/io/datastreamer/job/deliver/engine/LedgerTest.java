package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.ledger.IdHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests statements of completeness: whatever happens to a stream, each document counts once. */
class LedgerTest {
    private static final Duration MOMENT = Duration.ofSeconds(15);
    /** Room in a document for a time of its own. */
    private static final int PADDING = 60;

    private static final Duration RETENTION = Duration.ofDays(3);

    private final World world = new World(options());
    private int questions;
    private int replays;

    /** A short history in small segments, with rare status reports, since days pass in these tests. */
    private static DeliverOptions options() {
        DeliverOptions small = World.options(World.DEFAULTS.drainTimeout(), 16, 2_000, 400);
        return World.telling(small, RETENTION, Duration.ofMinutes(5));
    }

    private JsonNode statement(String streamId) {
        return statement(streamId, Instant.EPOCH, world.now().plus(Duration.ofDays(2)));
    }

    private JsonNode statement(String streamId, Instant from, Instant to) {
        String id = "q" + questions++;
        world.ask(1, id, new Question.Ledger(streamId, from, to));
        world.pass(Duration.ofSeconds(10));
        return Answers.to(world, id);
    }

    /** Produced, delivered, refused, expired, skipped, pending, left out. */
    private List<Long> totals(String streamId) {
        return numbers(statement(streamId).path("kinds").get(0), "left_out");
    }

    private static List<Long> numbers(JsonNode row, String... more) {
        List<Long> numbers = new ArrayList<>();
        for (String member : List.of("produced", "delivered", "refused", "expired", "skipped", "pending")) {
            numbers.add(row.path(member).longValue());
        }
        for (String member : more) {
            numbers.add(row.path(member).longValue());
        }
        return numbers;
    }

    private static void hasSums(JsonNode row, LongStream delivered) {
        List<Long> hashes = delivered.map(IdHash::of).boxed().toList();
        assertThat(row.path("id_sum").textValue())
                .isEqualTo(String.format("%016x", hashes.stream().reduce(0L, Long::sum)));
        assertThat(row.path("id_xor").textValue())
                .isEqualTo(String.format("%016x", hashes.stream().reduce(0L, (a, b) -> a ^ b)));
    }

    private void replay(StreamConfiguration stream, Instant from) {
        world.configure(stream.withReplay(new StreamConfiguration.Replay(from, "r" + replays++)));
    }

    @Test
    void byTheHourOfTheDocumentsOwnTime() {
        world.configure(
                stream("s", 1, StreamType.USAGE_AND_EVENTS, false, StreamConfiguration.State.RUNNING, Map.of()));
        for (long id = 1; id <= 46; id++) {
            RecordKind kind = id <= 23 ? RecordKind.EVENT : RecordKind.USAGE;
            world.append(
                    1,
                    kind,
                    kind == RecordKind.EVENT ? 1 : -1,
                    id,
                    "",
                    world.now().toEpochMilli(),
                    PADDING);
        }
        world.pass(MOMENT);
        JsonNode statement = statement("s");
        assertThat(statement.path("stream_id").textValue()).isEqualTo("s");
        Map<String, Long> expected = new HashMap<>();
        for (long id = 1; id <= 46; id++) {
            String kind = id <= 23 ? "EVENT " : "USAGE ";
            expected.put(kind + Instant.ofEpochMilli(World.timeOf(id)), id);
        }
        assertThat(statement.path("rows")).hasSize(46);
        for (JsonNode row : statement.path("rows")) {
            Long id = Objects.requireNonNull(expected.remove(
                    row.path("record_kind").textValue() + " " + row.path("hour").textValue()));
            assertThat(numbers(row)).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
            hasSums(row, LongStream.of(id));
        }
        JsonNode events = statement.path("kinds").get(0);
        assertThat(numbers(events, "in_history", "left_out")).containsExactly(23L, 23L, 0L, 0L, 0L, 0L, 23L, 0L);
        hasSums(events, LongStream.rangeClosed(1, 23));
        assertThat(events.path("counted_since").isNull()).isTrue();
        Instant noon = Instant.ofEpochMilli(World.START);
        assertThat(statement("s", noon, noon.plus(Duration.ofHours(2))).path("rows"))
                .hasSize(4);
    }

    @Test
    void whatIsFarFromTheHistoryHasNoHour() {
        world.configure(stream("s", 1));
        // days later these hours are before the history
        world.pass(RETENTION.plusDays(2));
        for (long id = 1; id <= 30; id++) {
            world.append(1, RecordKind.EVENT, 1, id, "", world.now().toEpochMilli(), PADDING);
        }
        world.pass(MOMENT);
        JsonNode rows = statement("s").path("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("hour").isNull()).isTrue();
        assertThat(numbers(rows.get(0))).containsExactly(30L, 30L, 0L, 0L, 0L, 0L);
        hasSums(rows.get(0), LongStream.rangeClosed(1, 30));
    }

    @Test
    void whatIsRefusedOrLeftOutOrWaits() {
        StreamConfiguration some = stream("s", 1).withFilters(Filters.NONE.withEventTypes(Set.of(1)));
        world.configure(some);
        world.answering(request ->
                request.ids().contains(3L) ? Outcome.contentRefused(422, "HTTP 422") : Outcome.delivered(200));
        world.events(1, 1, 10);
        world.append(1, RecordKind.EVENT, 2, 11);
        world.pass(Duration.ofMinutes(10));
        assertThat(totals("s")).containsExactly(10L, 9L, 1L, 0L, 0L, 0L, 1L);
        world.configure(paused(some));
        world.events(1, 12, 20);
        world.append(1, RecordKind.EVENT, 2, 21);
        world.pass(MOMENT);
        assertThat(totals("s")).containsExactly(19L, 9L, 1L, 0L, 0L, 9L, 2L);
        hasSums(
                statement("s").path("kinds").get(0),
                LongStream.rangeClosed(1, 10).filter(id -> id != 3));
    }

    @Test
    void aReplayCountsOnlyWhatNeverCounted() {
        world.events(1, 1, 10);
        world.pass(Duration.ofHours(2));
        Instant made = world.now();
        StreamConfiguration late =
                stream("s", 1).withStreamType(StreamType.EVENTS).withCreatedAt(made);
        world.configure(late);
        world.events(1, 11, 20);
        world.pass(MOMENT);
        assertThat(totals("s")).containsExactly(10L, 10L, 0L, 0L, 0L, 0L, 0L);
        // of what came since its start nothing is new
        replay(late, made);
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(20);
        assertThat(totals("s")).containsExactly(10L, 10L, 0L, 0L, 0L, 0L, 0L);
        // of before its start all is
        replay(late, Instant.ofEpochMilli(World.START));
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(40);
        JsonNode all = statement("s").path("kinds").get(0);
        assertThat(numbers(all, "left_out")).containsExactly(20L, 20L, 0L, 0L, 0L, 0L, 0L);
        hasSums(all, LongStream.rangeClosed(1, 20));
    }

    @Test
    void whatAReplayJumpsOverIsSkippedUntilAnotherBringsIt() {
        StreamConfiguration s = stream("s", 1);
        world.configure(paused(s));
        world.events(1, 1, 10);
        world.pass(Duration.ofHours(1));
        world.events(1, 11, 15);
        replay(s, world.now());
        world.pass(MOMENT);
        assertThat(totals("s")).containsExactly(15L, 5L, 0L, 0L, 10L, 0L, 0L);
        replay(s, Instant.ofEpochMilli(World.START));
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(20);
        assertThat(totals("s")).containsExactly(15L, 15L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void whatExpiresUnreadIsCountedBeforeItGoes() {
        StreamConfiguration some = stream("s", 1).withFilters(Filters.NONE.withEventTypes(Set.of(1)));
        StreamConfiguration jumping = stream("j", 1);
        world.configure(paused(some));
        world.configure(paused(jumping));
        for (long id = 1; id <= 300; id++) {
            world.append(1, RecordKind.EVENT, (int) (1 + id % 3), id);
        }
        world.pass(Duration.ofHours(1));
        replay(paused(jumping), world.now());
        world.pass(RETENTION.plusHours(3));
        assertThat(world.snapshot().valuesOf(World.journalKey(1))).isLessThan(5);
        assertThat(totals("s")).containsExactly(100L, 0L, 0L, 100L, 0L, 0L, 200L);
        assertThat(totals("j")).containsExactly(300L, 0L, 0L, 0L, 300L, 0L, 0L);
        world.configure(some);
        world.event(1, 301);
        world.pass(MOMENT);
        assertThat(totals("s")).containsExactly(101L, 1L, 0L, 100L, 0L, 0L, 200L);
    }

    @Test
    void whatIsUnderWayWhenItExpiresIsCountedByItsOutcome() {
        StreamConfiguration s = stream("s", 1);
        world.configure(paused(s));
        world.events(1, 1, 3);
        world.pass(RETENTION.minusSeconds(1));
        world.leaveOpen();
        world.configure(s);
        assertThat(world.open).hasSize(1);
        world.pass(Duration.ofSeconds(2));
        world.engine().expire(World.journalKey(1));
        world.run();
        assertThat(totals("s")).containsExactly(3L, 0L, 0L, 3L, 0L, 0L, 0L);
        world.answer(Outcome.delivered(200));
        world.pass(Duration.ofHours(2));
        assertThat(totals("s")).containsExactly(3L, 3L, 0L, 0L, 0L, 0L, 0L);
        assertThat(world.snapshot().valuesOf(World.journalKey(1))).isZero();
    }

    @Test
    void aRestartCountsNothingTwiceAndForgetsNothing() {
        StreamConfiguration s = stream("s", 1);
        world.configure(s);
        for (long id = 1; id <= 40; id++) {
            // of many hours, so that days are stored
            world.append(1, RecordKind.EVENT, 1, id, "", world.now().toEpochMilli(), PADDING);
        }
        world.pass(MOMENT);
        Stores checkpoint = world.snapshot();
        world.events(1, 41, 50);
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(50);
        world.restore(checkpoint, s);
        // the sources give what came since the checkpoint once more
        world.events(1, 41, 50);
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(60);
        JsonNode all = statement("s").path("kinds").get(0);
        assertThat(numbers(all, "left_out")).containsExactly(50L, 50L, 0L, 0L, 0L, 0L, 0L);
        hasSums(all, LongStream.rangeClosed(1, 50));
    }

    @Test
    void afterARestartNothingExpiresBeforeAllLanesAreThere() {
        StreamConfiguration s = paused(stream("s", 1));
        world.configure(s);
        world.events(1, 1, 300);
        Stores checkpoint = world.snapshot();
        world.pass(RETENTION.plusHours(3));
        world.restore(checkpoint);
        world.mailsAtOnce(0);
        world.restoreBitByBit(s);
        world.engine().expire(World.journalKey(1));
        world.mailsAtOnce(Integer.MAX_VALUE);
        world.pass(Duration.ofHours(2));
        assertThat(world.snapshot().valuesOf(World.journalKey(1))).isZero();
        assertThat(totals("s")).containsExactly(300L, 0L, 0L, 300L, 0L, 0L, 0L);
    }

    @Test
    void whatIsSentAgainCountsOnce() {
        world.configure(stream("s", 1));
        world.events(1, 1, 5);
        world.pass(MOMENT);
        world.ask(1, "again", new Question.SendAgain("s", RecordKind.EVENT, "0.2"));
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).hasSize(6);
        assertThat(totals("s")).containsExactly(5L, 5L, 0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void anErasureBeginsAnewAndARemovalLeavesNothing() {
        world.configure(stream("s", 1));
        for (long id = 1; id <= 40; id++) {
            world.append(1, RecordKind.EVENT, 1, id, "", world.now().toEpochMilli(), PADDING);
        }
        world.pass(MOMENT);
        assertThat(world.stores().ledgerDays()).isNotEmpty();
        world.erase(1);
        assertThat(world.stores().ledgerDays()).isEmpty();
        world.events(1, 41, 45);
        world.pass(MOMENT);
        JsonNode all = statement("s").path("kinds").get(0);
        assertThat(numbers(all, "left_out")).containsExactly(5L, 5L, 0L, 0L, 0L, 0L, 0L);
        assertThat(all.path("counted_since").isNull()).isFalse();
        for (long id = 46; id <= 90; id++) {
            world.append(1, RecordKind.EVENT, 1, id, "", world.now().toEpochMilli(), PADDING);
        }
        world.pass(MOMENT);
        world.remove("s");
        assertThat(world.stores().ledgerDays()).isEmpty();
        assertThat(statement("s").path("problem").path("status").intValue()).isEqualTo(404);
    }

    @Test
    void daysThatHaveLeftTheHistoryAreRemoved() {
        world.configure(stream("s", 1));
        long id = 1;
        for (int hour = 0; hour < 24 * 8; hour++) {
            world.event(1, id++);
            world.pass(Duration.ofHours(1));
        }
        // three days, the current one that has begun, the oldest one that is partly kept
        assertThat(world.stores().ledgerDays().size()).isBetween(3, 5);
        JsonNode statement = statement("s");
        assertThat(statement.path("rows").size()).isBetween(3 * 24, 5 * 24);
        assertThat(statement.path("kinds").get(0).path("delivered").longValue()).isEqualTo(id - 1);
    }

    @Test
    void whatWaitsIsReadBitByBit() {
        world.configure(paused(stream("s", 1)));
        world.events(1, 1, 5_000);
        assertThat(totals("s")).containsExactly(5_000L, 0L, 0L, 0L, 0L, 5_000L, 0L);
        world.configure(stream("s", 1));
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 5_000));
        assertThat(totals("s")).containsExactly(5_000L, 5_000L, 0L, 0L, 0L, 0L, 0L);
    }
}
