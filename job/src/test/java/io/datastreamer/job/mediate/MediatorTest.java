package io.datastreamer.job.mediate;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.mediate.SessionRecords.START;
import static io.datastreamer.job.mediate.SessionRecords.low;
import static io.datastreamer.job.mediate.SessionRecords.record;
import static io.datastreamer.job.mediate.SessionRecords.total;
import static org.assertj.core.api.Assertions.assertThat;

class MediatorTest {
    private final Mediator mediator =
            new Mediator(new MediateSettings(Duration.ofDays(7), Duration.ofDays(31), 100, false, Duration.ofHours(1)));
    private final MemorySessions sessions = new MemorySessions(100);
    private final Told told = new Told();

    @Test
    void aSessionWhoseIdIsUsedAgainIsAnotherOne() {
        take(record("s", Event.START, 0, Volume.NONE), record("s", Event.STOP, 600, total(100, 100)));
        take(record("s", Event.START, 90_000, Volume.NONE));
        take(ofSecond("s", Event.STOP, 90_060, 60, total(30, 30)));

        assertThat(told.count(EventType.CREATE_PDP_CONTEXT)).isEqualTo(2);
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(2);
        assertThat(told.usedTx()).isEqualTo(130);
    }

    @Test
    void anOpenSessionWhoseIdIsUsedAgainEnds() {
        take(record("s", Event.START, 0, Volume.NONE), record("s", Event.UPDATE, 600, total(100, 100)));
        take(record("s", Event.START, 90_000, Volume.NONE));

        assertThat(told.events.stream().map(NetworkRecord::eventType))
                .containsExactly(
                        EventType.CREATE_PDP_CONTEXT, EventType.DELETE_PDP_CONTEXT, EventType.CREATE_PDP_CONTEXT);
        assertThat(told.events.get(1).txBytes()).isEqualTo(100);
    }

    @Test
    void aWrapThatAnOlderRecordShowsIsBilled() {
        take(record("s", Event.UPDATE, 1200, low((1L << 32) + 5, 0)));
        assertThat(told.usedTx()).isEqualTo(5);
        take(record("s", Event.UPDATE, 600, low(4_000_000_000L, 0)));

        assertThat(told.usedTx()).isEqualTo((1L << 32) + 5);
    }

    @Test
    void volumesOfPartsAreAdded() {
        take(record("s", Event.START, 0, part(10, 20)));
        take(record("s", Event.UPDATE, 600, part(1, 2)), record("s", Event.UPDATE, 600, part(1, 2)));
        take(record("s", Event.STOP, 1200, part(5, 5)));

        assertThat(told.usedTx()).isEqualTo(16);
        assertThat(told.duplicates).isEqualTo(1);
        assertThat(told.events.get(told.events.size() - 1).txBytes()).isEqualTo(16);
    }

    @Test
    void usageWithoutANetworkIsRejectedAndCanBeReadAgain() {
        SessionRecord whole = record("s", Event.STOP, 600, total(100, 100));
        SessionRecord without = new SessionRecord(
                whole.event(),
                whole.format(),
                whole.element(),
                whole.session(),
                whole.key(),
                whole.timeMillis(),
                whole.startMillis(),
                whole.seconds(),
                new io.datastreamer.job.record.Bearer(
                        whole.bearer().imsi(),
                        null,
                        null,
                        null,
                        -1,
                        null,
                        null,
                        -1,
                        null,
                        null,
                        io.datastreamer.job.record.Cell.UNKNOWN),
                whole.volume(),
                null,
                true,
                whole.shard(),
                whole.origin());
        take(without);
        assertThat(told.rejected).singleElement().asString().startsWith("plmn: is missing");
        assertThat(sessions.size()).isZero();
        take(whole);

        assertThat(told.usedTx()).isEqualTo(100);
    }

    // elements that lose their memory number sessions from the beginning
    @Test
    void aSessionWhoseIdIsUsedAgainInTheSecondOfARestart() {
        take(record("s", Event.START, 0, Volume.NONE), record("s", Event.UPDATE, 600, total(100, 100)));
        take(SessionRecords.restart(700));
        take(record("s", Event.START, 700, Volume.NONE));
        take(ofSecond("s", Event.STOP, 760, 60, total(30, 30)));

        assertThat(told.count(EventType.CREATE_PDP_CONTEXT)).isEqualTo(2);
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(2);
        assertThat(told.usedTx()).isEqualTo(130);
    }

    @Test
    void aSessionWhoseIdIsUsedAgainSoonAfterItWasLost() {
        take(record("s", Event.START, 0, Volume.NONE), record("s", Event.UPDATE, 600, total(100, 100)));
        take(ofSecond("s", Event.UPDATE, 660, 50, total(130, 130)));

        assertThat(told.usedTx()).isEqualTo(230);
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(1);
    }

    @Test
    void aRecordThatComesAgainDoesNotTouchALaterSessionOfItsId() {
        SessionRecord stop = record("s", Event.STOP, 600, total(100, 100));
        take(record("s", Event.START, 0, Volume.NONE), stop);
        take(record("s", Event.START, 90_000, Volume.NONE), stop);
        take(ofSecond("s", Event.STOP, 90_060, 60, total(30, 30)));

        assertThat(told.duplicates).isEqualTo(1);
        assertThat(told.usedTx()).isEqualTo(130);
        assertThat(told.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(2);
    }

    @Test
    void aRestartEndsWhatComesAfterItAndWasBefore() {
        take(record("s", Event.START, 0, Volume.NONE), SessionRecords.restart(700));
        Told inOrder = new Told();
        mediator.take(record("other", Event.UPDATE, 600, total(5, 5)), sessions, START, inOrder);
        mediator.take(record("new", Event.UPDATE, 701, total(5, 5)), sessions, START, inOrder);

        assertThat(inOrder.count(EventType.DELETE_PDP_CONTEXT)).isEqualTo(1);
        assertThat(inOrder.usedTx()).isEqualTo(10);
        assertThat(sessions.open()).hasSize(1);
    }

    @Test
    void aRestartSaysNothingOfSessionsOfOtherFormats() {
        take(record("s", Event.START, 0, Volume.NONE));
        mediator.take(SessionRecords.ofFormat("other", SessionRecords.restart(700)), sessions, START, told);

        assertThat(sessions.open()).hasSize(1);
    }

    @Test
    void countersThatAreSetBackAreNoWrap() {
        take(record("s", Event.UPDATE, 600, low(5000, 100)), record("s", Event.STOP, 900, low(0, 0)));

        assertThat(told.usedTx()).isEqualTo(5000);
        assertThat(told.events.get(told.events.size() - 1).txBytes()).isEqualTo(5000);
    }

    @Test
    void countersThatFallWithoutADurationAreNoWrap() {
        take(
                ofSecond("s", Event.UPDATE, 600, Absent.NUMBER, low(5000, 100)),
                ofSecond("s", Event.UPDATE, 900, Absent.NUMBER, low(4000, 100)));

        assertThat(told.usedTx()).isEqualTo(5000);
        assertThat(told.late).isEqualTo(1);
    }

    private static Volume part(long tx, long rx) {
        return new Volume(Volume.Kind.PART, tx, rx);
    }

    // a record of a later session with the same key, with its own duration
    private static SessionRecord ofSecond(String session, Event event, long at, long seconds, Volume volume) {
        SessionRecord one = record(session, event, at, volume);
        return new SessionRecord(
                one.event(),
                one.format(),
                one.element(),
                one.session(),
                one.key(),
                one.timeMillis(),
                one.startMillis(),
                seconds,
                one.bearer(),
                one.volume(),
                null,
                true,
                one.shard(),
                one.origin());
    }

    private void take(SessionRecord... records) {
        for (SessionRecord record : records) {
            mediator.take(record, sessions, START, told);
        }
    }
}
