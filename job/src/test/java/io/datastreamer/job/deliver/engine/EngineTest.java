package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests what is promised of data streams, one promise at a time. */
class EngineTest {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private World world = new World();

    @Test
    void deliversAsDocumentsCome() {
        world.configure(stream("s", 1));
        world.events(1, 1, 5);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 5));
    }

    @Test
    void sendsOneBatchAtATimeAndGathersMeanwhile() {
        world.configure(stream("s", 1));
        world.leaveOpen();
        world.events(1, 1, 4);
        assertThat(world.open)
                .singleElement()
                .satisfies(request -> assertThat(request.ids()).containsExactly(1L));
        world.answer(Outcome.delivered(200));
        assertThat(world.open)
                .singleElement()
                .satisfies(request -> assertThat(request.ids()).containsExactly(2L, 3L, 4L));
    }

    @Test
    void keepsOrganisationsAndKindsApart() {
        world.configure(stream("events", 1));
        world.configure(
                stream("both", 1, StreamType.USAGE_AND_EVENTS, false, StreamConfiguration.State.RUNNING, Map.of()));
        world.configure(stream("other", 2));
        world.event(1, 11);
        world.usage(1, 12);
        world.event(2, 21);
        assertThat(world.acceptedBy("events")).containsExactly(11L);
        assertThat(world.acceptedBy("both")).containsExactly(11L, 12L);
        assertThat(world.acceptedBy("other")).containsExactly(21L);
    }

    @Test
    void aHistoricStreamGetsTheLastTwentyDaysOldestFirstThenLive() {
        world = World.tellingEachMinute();
        world.event(1, 1);
        world.pass(Duration.ofDays(2));
        world.event(1, 2);
        world.pass(Duration.ofDays(19));
        world.event(1, 3);
        world.configure(stream("s", 1, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of()));
        world.event(1, 4);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(2, 4));
    }

    @Test
    void aStreamWithoutHistoryStartsWhenItWasCreated() {
        world.event(1, 1);
        world.pass(Duration.ofMinutes(10));
        Instant created = world.now();
        world.event(1, 2);
        world.pass(Duration.ofMinutes(10));
        StreamConfiguration late = stream("s", 1);
        world.configure(late.withCreatedAt(created));
        assertThat(world.acceptedBy("s")).containsExactly(2L);
    }

    @Test
    void aPauseLosesNothingAndKeepsTheOrder() {
        world = World.tellingEachMinute();
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.events(1, 1, 2);
        world.configure(paused(stream));
        world.events(1, 3, 2000);
        world.pass(Duration.ofDays(3));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 2));
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.PAUSED);
        world.configure(stream);
        world.event(1, 2001);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 2001));
    }

    @Test
    void aPausedStreamSaysSinceWhenDocumentsWait() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.events(1, 1, 2);
        world.pass(Duration.ofHours(1));
        Instant third = world.now();
        world.event(1, 3);
        world.leaveOpen();
        world.event(1, 4);
        world.configure(paused(stream));
        world.pass(MOMENT);
        assertThat(world.status("s").pending()).isEqualTo(1);
        assertThat(world.status("s").oldestPendingAt()).isEqualTo(third);
    }

    @Test
    void aPausedStreamCountsWhatWaitsAndOneWithABacklogCatchesUp() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(paused(stream));
        world.events(1, 1, 2);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.status("s").pending()).isEqualTo(2);
        world.leaveOpen();
        world.configure(stream);
        world.pass(MOMENT);
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.CATCHING_UP);
    }

    @Test
    void whatIsUnderWayAtAPauseIsNotSentAgain() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.leaveOpen();
        world.events(1, 1, 2);
        world.configure(paused(stream));
        world.answer(Outcome.delivered(200));
        world.accept();
        assertThat(world.acceptedBy("s")).containsExactly(1L);
        world.configure(stream);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L);
        assertThat(world.engine().requestsInFlight()).isZero();
    }

    @Test
    void whatIsStillUnderWayWhenAPauseEndsIsWaitedFor() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.leaveOpen();
        world.events(1, 1, 2);
        world.configure(paused(stream));
        world.configure(stream);
        world.pass(Duration.ofSeconds(1));
        assertThat(world.open)
                .singleElement()
                .satisfies(sent -> assertThat(sent.ids()).containsExactly(1L));
        world.answer(Outcome.delivered(200));
        world.answer(Outcome.delivered(200));
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L);
    }

    @Test
    void whatFailsDuringAPauseIsTriedWhenItEnds() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.leaveOpen();
        world.events(1, 1, 2);
        world.configure(paused(stream));
        world.answer(Outcome.unanswered(503, "not now"));
        world.accept();
        world.pass(Duration.ofDays(1));
        assertThat(world.acceptedBy("s")).isEmpty();
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.PAUSED);
        world.configure(stream);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L);
    }

    @Test
    void triesForEverAndHealsByItself() {
        world = World.tellingEachMinute();
        world.configure(stream("s", 1));
        world.answering(request -> Outcome.unanswered(503, "connection refused"));
        world.events(1, 1, 3);
        world.pass(Duration.ofDays(5));
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(world.status("s").remoteStatus()).isEqualTo(503);
        assertThat(world.status("s").lastError()).isEqualTo("connection refused");
        assertThat(world.status("s").pending()).isEqualTo(3);
        // at most one attempt in half of the longest wait, a few with a second document, and the shorter waits before
        assertThat(world.attempts).hasSizeBetween(1_400, 3_300);
        world.accept();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 3));
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(world.status("s").lastError()).isNull();
        assertThat(world.status("s").delivered()).isEqualTo(3);
    }

    @Test
    void aRetryCarriesTheSameDocuments() {
        world.configure(stream("s", 1));
        world.leaveOpen();
        world.event(1, 1);
        world.answer(Outcome.delivered(200));
        world.events(1, 2, 3);
        world.answer(Outcome.tryAgain(500, "HTTP 500", null));
        world.events(1, 4, 9);
        world.pass(MOMENT);
        assertThat(world.open.getFirst().ids()).containsExactly(2L);
        world.answer(Outcome.delivered(200));
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(3, 9));
        assertThat(world.attempts.stream().filter(attempt -> attempt.outcome() == DeliveryAttempt.Outcome.TRY_AGAIN))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.firstId()).isEqualTo(2));
    }

    @Test
    void aDeadEndpointDelaysNobodyElse() {
        for (int organisation = 1; organisation <= 400; organisation++) {
            world.configure(stream("s" + organisation, organisation));
        }
        // all but the last stream's endpoints never answer
        world.answering(request -> request.streamId().equals("s400") ? Outcome.delivered(200) : null);
        world.event(400, 1);
        for (int organisation = 1; organisation <= 400; organisation++) {
            world.event(organisation, 2);
        }
        world.event(400, 3);
        assertThat(world.acceptedBy("s400")).containsExactly(1L, 2L, 3L);
        assertThat(world.engine().requestsInFlight()).isLessThanOrEqualTo(World.DEFAULTS.maxRequests());
    }

    @Test
    void aRequestWithoutOutcomeIsGivenUpAndSentAgain() {
        world.configure(stream("s", 1));
        world.leaveOpen();
        world.event(1, 1);
        Request lost = world.open.removeFirst();
        world.pass(Duration.ofSeconds(40));
        assertThat(world.open)
                .singleElement()
                .satisfies(request -> assertThat(request.ids()).containsExactly(1L));
        assertThat(world.engine().requestsInFlight())
                .as("what was given up is given back")
                .isEqualTo(1);
        world.finish(lost, Outcome.tryAgain(504, "late", null));
        world.answer(Outcome.delivered(200));
        assertThat(world.engine().requestsInFlight()).isZero();
        assertThat(world.acceptedBy("s")).containsExactly(1L);
    }

    @Test
    void invalidSettingsHoldTheStreamUntilTheyAreMended() {
        world.configure(
                stream("s", 1, StreamType.EVENTS, false, StreamConfiguration.State.RUNNING, Map.of("broken", "yes")));
        world.event(1, 1);
        world.pass(MOMENT);
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(world.status("s").remoteStatus()).isEqualTo(500);
        assertThat(world.status("s").lastError()).isEqualTo("url: is missing");
        world.configure(stream("s", 1));
        assertThat(world.acceptedBy("s")).containsExactly(1L);
    }

    @Test
    void newSettingsTakeEffectAtOnce() {
        world.configure(stream("s", 1));
        world.answering(request -> Outcome.configurationBroken(401, "HTTP 401"));
        world.event(1, 1);
        world.pass(MOMENT);
        world.answering(request ->
                request.settings().get("key") == null ? Outcome.tryAgain(401, "", null) : Outcome.delivered(200));
        world.configure(
                stream("s", 1, StreamType.EVENTS, false, StreamConfiguration.State.RUNNING, Map.of("key", "new")));
        assertThat(world.acceptedBy("s")).containsExactly(1L);
    }

    @Test
    void aDeletedStreamIsForgottenAndStartsAnewWhenItIsMadeAgain() {
        world.configure(stream("s", 1));
        world.event(1, 1);
        world.remove("s");
        assertThat(world.goneStreams).containsExactly("s");
        world.pass(Duration.ofMinutes(5));
        world.event(1, 2);
        assertThat(world.acceptedBy("s")).containsExactly(1L);
        StreamConfiguration anew = stream("s", 1);
        world.configure(anew.withCreatedAt(world.now()));
        world.event(1, 3);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aReplaySendsAgainFromATimeOnceOnly() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.event(1, 1);
        world.pass(Duration.ofHours(1));
        Instant from = world.now();
        world.events(1, 2, 3);
        world.pass(Duration.ofHours(1));
        world.event(1, 4);
        StreamConfiguration replayed = stream.withReplay(new StreamConfiguration.Replay(from, "again"));
        world.configure(replayed);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L, 3L, 4L, 2L, 3L, 4L);
        Stores snapshot = world.snapshot();
        world.restore(snapshot, replayed);
        world.configure(paused(replayed));
        world.configure(replayed);
        assertThat(world.acceptedBy("s")).hasSize(7);
    }

    @Test
    void aFilterChoosesEventTypes() {
        StreamConfiguration all = stream("s", 1);
        world.configure(all.withFilters(Filters.NONE.withEventTypes(Set.of(3, 5))));
        for (int type = 0; type <= 15; type++) {
            world.append(1, RecordKind.EVENT, type, 100 + type);
        }
        assertThat(world.acceptedBy("s")).containsExactly(103L, 105L);
        world.pass(MOMENT);
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void afterARestoreNothingIsMissingAndWhatComesTwiceHasTheSameIds() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.events(1, 1, 3);
        Stores snapshot = world.snapshot();
        // the source will give 4 and 5 again
        world.events(1, 4, 5);
        world.restore(snapshot, stream);
        world.events(1, 4, 6);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L, 6L);
        world.pass(MOMENT);
        assertThat(world.status("s").delivered()).isEqualTo(6);
    }

    @Test
    void whatWasInFlightAtASnapshotIsSentAgain() {
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.leaveOpen();
        world.events(1, 1, 3);
        Stores snapshot = world.snapshot();
        world.accept();
        world.restore(snapshot, stream);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 3));
    }

    @Test
    void lingersForABatchThatIsNotFull() {
        world.limits(new Limits(3, 1 << 20, Duration.ofSeconds(2), 1));
        world.configure(stream("s", 1));
        world.events(1, 1, 2);
        world.pass(Duration.ofMillis(1_990));
        assertThat(world.acceptedBy("s")).isEmpty();
        world.pass(Duration.ofMillis(10));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 2));
        world.events(1, 3, 5);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 5));
    }

    @Test
    void cutsBatchesByRecordsAndBytes() {
        world.limits(new Limits(4, 30, Duration.ZERO, 1));
        StreamConfiguration stream = stream("s", 1);
        world.configure(paused(stream));
        world.events(1, 1, 10);
        world.leaveOpen();
        world.configure(stream);
        // an entry has 8 bytes of JSON
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(1, 3));
    }

    @Test
    void documentsThatLeaveTheHistoryAreCounted() {
        world = World.tellingEachMinute();
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.configure(paused(stream));
        world.events(1, 1, 3);
        world.pass(Duration.ofDays(21));
        world.events(1, 4, 5);
        world.configure(stream);
        world.pass(World.A_WHILE);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(4, 5));
        assertThat(world.status("s").expired()).isEqualTo(3);
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void tellsWhatIsLeftAtTheEnd() {
        world.configure(stream("good", 1));
        world.configure(stream("bad", 2));
        world.answering(request -> request.streamId().equals("good")
                ? Outcome.delivered(200)
                : Outcome.unanswered(503, "connection refused"));
        world.events(1, 1, 3);
        world.events(2, 1, 4);
        world.engine().beginDrain();
        world.run();
        assertThat(world.engine().isDraining(world.nanosIn(Duration.ZERO))).isFalse();
        assertThat(world.engine().isDraining(world.nanosIn(Duration.ofMinutes(1))))
                .isTrue();
        assertThat(world.engine().finish()).containsExactly(new Undelivered("bad", 2, 4, "connection refused"));
    }
}
