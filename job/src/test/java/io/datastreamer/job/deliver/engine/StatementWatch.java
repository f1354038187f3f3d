package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.ledger.Owed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Checks statements of completeness against what the {@link Ledger} of a simulation knows. It has the hash from the JDK,
 * not from the code that it checks.
 */
final class StatementWatch {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    /** Counts lanes for which it is known of each document whether it arrived. */
    static final AtomicInteger EXACT = new AtomicInteger();
    /** Counts the other lanes: some document was taken and expired, or refused, or a filter left it out. */
    static final AtomicInteger BOUNDED = new AtomicInteger();

    private final Ledger ledger;
    private int questions;

    StatementWatch(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Checks that no entry counts twice. */
    static void look(Lane lane, long appended) {
        var counted = lane.cursor().ledger();
        Owed owed = counted.owed();
        long before = lane.cursor().before();
        if ((counted.since() == 0 && owed.low() > before) || owed.high() < before) {
            throw new AssertionError(lane.name() + " stands at " + before + ", which is not within " + owed);
        }
        long room = appended - owed.low() - owed.count(owed.low(), appended);
        if (counted.total().settled() > room) {
            throw new AssertionError(
                    lane.name() + ": " + counted.total() + " is more than the " + room + " entries that are settled");
        }
    }

    /** Asks for the statement of a stream, and compares it with what happened. */
    void ask(World world, StreamConfiguration stream) {
        String id = "statement" + questions++;
        world.ask(
                stream.organisationId(),
                id,
                new Question.Ledger(stream.id(), Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE / 2)));
        JsonNode statement = Answers.to(world, id);
        for (Lane lane :
                Objects.requireNonNull(world.engine().stream(stream.id())).lanes()) {
            long appended = world.appended(World.journalKey(stream.organisationId()), lane.kind());
            check(world, lane, ledger.account(stream.id()), appended, statement);
        }
    }

    private void check(World world, Lane lane, Ledger.Account account, long appended, JsonNode statement) {
        JsonNode total = of(statement.path("kinds"), lane.kind()).get(0);
        Owed owed = lane.cursor().ledger().owed();
        List<Ledger.Doc> settled = ledger.journal(account.stream.organisationId(), lane.kind()).stream()
                .filter(doc -> doc.number >= owed.low() && doc.number < appended && !owed.has(doc.number))
                .toList();
        boolean isFiltered = account.everFiltered;
        same(lane, "all of it is known", 1, total.path("whole").booleanValue() ? 1 : 0);
        same(
                lane,
                "in the history",
                appended - owed.low(),
                total.path("in_history").longValue());
        long produced = 0;
        for (String member : List.of("delivered", "refused", "expired", "skipped", "pending")) {
            produced += total.path(member).longValue();
        }
        same(lane, "produced", produced, total.path("produced").longValue());
        long leftOut = total.path("left_out").longValue();
        if (isFiltered ? leftOut < 0 : leftOut != 0) {
            throw new AssertionError(lane.name() + ": " + leftOut + " are left out: " + total);
        }
        Predicate<Ledger.Doc> mayBe = doc -> account.everTaken.contains(doc.id);
        Predicate<Ledger.Doc> mustBe = doc -> account.everReceived.contains(doc.id)
                && !account.everRejected.contains(doc.id)
                && !ledger.mayHaveExpired(doc)
                && !isFiltered;
        List<Ledger.Doc> may = settled.stream().filter(mayBe).toList();
        long must = settled.stream().filter(mustBe).count();
        long delivered = total.path("delivered").longValue();
        if (delivered < must || delivered > may.size()) {
            throw new AssertionError(
                    lane.name() + ": " + delivered + " are delivered of " + must + " to " + may.size() + ": " + total);
        }
        if (must < may.size()) {
            BOUNDED.incrementAndGet();
            return;
        }
        EXACT.incrementAndGet();
        sums(lane, may, total);
        checkHours(world, lane, may, of(statement.path("rows"), lane.kind()));
    }

    private static void checkHours(World world, Lane lane, List<Ledger.Doc> delivered, List<JsonNode> rows) {
        long kept = Math.floorDiv(world.now().toEpochMilli() - Simulation.RETENTION.toMillis(), DAY_MS) * DAY_MS;
        for (JsonNode row : rows) {
            if (!row.path("hour").isNull()) {
                Instant hour = Instant.parse(row.path("hour").textValue());
                long from = hour.toEpochMilli();
                boolean isSure = delivered.stream()
                        .noneMatch(doc -> !hasTime(doc) && doc.latest >= from && doc.earliest < from + HOUR_MS);
                if (isSure && from >= kept) {
                    sums(
                            lane,
                            delivered.stream()
                                    .filter(doc -> hasTime(doc) && World.timeOf(doc.id) == from)
                                    .toList(),
                            row);
                }
            }
        }
    }

    /** Whether a document has a time of its own; one with contents for filters has none. */
    private static boolean hasTime(Ledger.Doc doc) {
        return doc.says == null && World.hasTime(doc.kind, doc.id, doc.bytes);
    }

    private static void sums(Lane lane, List<Ledger.Doc> delivered, JsonNode told) {
        long sum = 0;
        long xor = 0;
        for (Ledger.Doc doc : delivered) {
            long hash = new SplittableRandom(doc.id).nextLong();
            sum += hash;
            xor ^= hash;
        }
        same(
                lane,
                "delivered of " + told,
                delivered.size(),
                told.path("delivered").longValue());
        same(lane, "sum", sum, Long.parseUnsignedLong(told.path("id_sum").textValue(), 16));
        same(lane, "XOR", xor, Long.parseUnsignedLong(told.path("id_xor").textValue(), 16));
    }

    private static List<JsonNode> of(JsonNode all, RecordKind kind) {
        List<JsonNode> of = new ArrayList<>();
        all.forEach(one -> {
            if (one.path("record_kind").textValue().equals(kind.name())) {
                of.add(one);
            }
        });
        return of;
    }

    private static void same(Lane lane, String what, long expected, long told) {
        if (expected != told) {
            throw new AssertionError(lane.name() + ": " + what + " is " + expected + ", the statement says " + told);
        }
    }
}
