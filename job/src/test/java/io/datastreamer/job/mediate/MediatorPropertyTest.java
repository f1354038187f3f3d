package io.datastreamer.job.mediate;

import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to the records of sessions on their way, no byte is billed twice, and none that was seen is lost.
 */
class MediatorPropertyTest {
    private static final MediateSettings ALL =
            new MediateSettings(Duration.ofDays(7), Duration.ofDays(31), 1_000_000, true, Duration.ofHours(1));
    private static final int MOST_RECORDS = 14;

    @Property(tries = 3000)
    void usageIsTheHighestCounterSeen(@ForAll Random random, @ForAll @IntRange(min = 0, max = 40) int lostPercent) {
        List<SessionRecord> sent = session("s", random);
        List<SessionRecord> came = onTheWay(sent, random, lostPercent);
        Told told = mediate(came);

        assertThat(told.usedTx()).isEqualTo(highest(came, true));
        assertThat(told.usedRx()).isEqualTo(highest(came, false));
        assertThat(told.usages).allSatisfy(usage -> {
            assertThat(usage.tx()).isNotNegative();
            assertThat(usage.rx()).isNotNegative();
            assertThat(usage.tx() + usage.rx()).isPositive();
            assertThat(usage.startMillis()).isLessThanOrEqualTo(usage.endMillis());
        });
        assertThat(told.usageIds()).hasSameSizeAs(told.usages);
        assertThat(told.eventIds()).hasSameSizeAs(told.events);
        assertThat(told.count(EventType.CREATE_PDP_CONTEXT)).isEqualTo(any(came, Event.START));
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(any(came, Event.STOP));
        assertThat(told.all()).isGreaterThanOrEqualTo(came.size());
    }

    @Property(tries = 2000)
    void anotherOrderGivesTheSameIds(@ForAll Random random) {
        List<SessionRecord> sent = new ArrayList<>(session("one", random));
        sent.addAll(session("two", random));
        List<SessionRecord> other = onTheWay(sent, random, 0);
        Told first = mediate(sent);
        Told second = mediate(other);

        assertThat(second.eventIds()).isEqualTo(first.eventIds());
        assertThat(possibleUsageIds(sent)).containsAll(first.usageIds()).containsAll(second.usageIds());
        assertThat(second.usedTx() + second.usedRx()).isEqualTo(first.usedTx() + first.usedRx());
    }

    @Property(tries = 2000)
    void countersThatWrapAreFollowedThroughDoubles(@ForAll Random random) {
        Sent sent = session("s", random, true);
        List<SessionRecord> came = new ArrayList<>();
        for (SessionRecord record : sent.records()) {
            came.add(record);
            if (random.nextInt(4) == 0) {
                came.add(came.get(random.nextInt(came.size())));
            }
        }

        assertThat(mediate(came).usedTx()).isEqualTo(sent.tx());
    }

    @Property(tries = 2000)
    void countersThatWrapAreNeverBilledTwiceInAnyOrder(
            @ForAll Random random, @ForAll @IntRange(min = 0, max = 40) int lostPercent) {
        Sent sent = session("s", random, true);
        List<SessionRecord> came = onTheWay(sent.records(), random, lostPercent);

        assertThat(mediate(came).usedTx()).isLessThanOrEqualTo(sent.tx());
    }

    @Property(tries = 1000)
    void aRestartEndsEachSessionOnce(@ForAll Random random) {
        List<SessionRecord> sent = new ArrayList<>(session("one", random));
        sent.addAll(session("two", random));
        SessionRecord restart = SessionRecords.restart(1_000_000);
        List<SessionRecord> came = onTheWay(sent, random, 20);
        came.add(random.nextInt(came.size() + 1), restart);
        Told told = mediate(came);

        Set<String> sessions = new HashSet<>();
        came.stream().filter(record -> !record.session().isEmpty()).forEach(record -> sessions.add(record.session()));
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(sessions.size());
        assertThat(told.usedTx())
                .isEqualTo(sessions.stream()
                        .mapToLong(session -> highest(
                                came.stream()
                                        .filter(record -> record.session().equals(session))
                                        .toList(),
                                true))
                        .sum());
    }

    /**
     * A session as its element sent it.
     *
     * @param tx the counter of sent bytes at its end, in 64 bits
     */
    private record Sent(List<SessionRecord> records, long tx) {}

    private static List<SessionRecord> session(String name, Random random) {
        return session(name, random, false).records();
    }

    private static Sent session(String name, Random random, boolean wraps) {
        List<SessionRecord> records = new ArrayList<>();
        records.add(SessionRecords.record(name, Event.START, 0, Volume.NONE));
        long tx = 0;
        long rx = 0;
        int count = 1 + random.nextInt(MOST_RECORDS - 2);
        for (int i = 1; i <= count; i++) {
            tx += wraps ? random.nextLong(1L << 32) : random.nextInt(3) * (long) random.nextInt(1_000_000);
            rx += wraps ? 0 : random.nextInt(2) * random.nextLong(1L << 34);
            Event event = i == count && random.nextInt(4) > 0 ? Event.STOP : Event.UPDATE;
            boolean told = wraps || random.nextInt(8) > 0;
            Volume volume = !told ? Volume.NONE : wraps ? SessionRecords.low(tx, rx) : SessionRecords.total(tx, rx);
            records.add(SessionRecords.record(name, event, i * 600L, volume, SessionRecords.cell(random.nextInt(3))));
        }
        return new Sent(records, tx);
    }

    private static List<SessionRecord> onTheWay(List<SessionRecord> sent, Random random, int lostPercent) {
        List<SessionRecord> came = new ArrayList<>();
        for (SessionRecord record : sent) {
            int times = random.nextInt(100) < lostPercent ? 0 : 1 + random.nextInt(4) / 3;
            came.addAll(Collections.nCopies(times, record));
        }
        Collections.shuffle(came, random);
        return came;
    }

    private static Told mediate(List<SessionRecord> records) {
        Mediator mediator = new Mediator(ALL);
        MemorySessions sessions = new MemorySessions(100);
        Told told = new Told();
        for (SessionRecord record : records) {
            mediator.take(record, sessions, SessionRecords.START, told);
        }
        return told;
    }

    private static Set<Long> possibleUsageIds(List<SessionRecord> records) {
        RecordIds ids = new RecordIds();
        Set<Long> possible = new HashSet<>();
        records.forEach(record -> possible.add(ids.id(record, RecordIds.Kind.USAGE)));
        return possible;
    }

    private static long highest(List<SessionRecord> records, boolean tx) {
        return records.stream()
                .mapToLong(record -> tx ? record.volume().tx() : record.volume().rx())
                .map(octets -> Math.max(0, octets))
                .max()
                .orElse(0);
    }

    private static long any(List<SessionRecord> records, Event event) {
        return records.stream().anyMatch(record -> record.event() == event) ? 1 : 0;
    }
}
