package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.Question.Fetch;
import io.datastreamer.contract.Question.SendAgain;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents can be fetched: nothing is lost, nothing moves before it has arrived, and no fetch waits longer than
 * requested.
 */
class FetchTest {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private World world = new World();
    private int questions;

    private static StreamConfiguration pulled(StreamConfiguration.State state, @Nullable Set<Integer> types) {
        return StreamConfiguration.of("p", 1, StreamType.USAGE_AND_EVENTS, ApiType.PULL, Settings.EMPTY)
                .withHistoric(true)
                .withState(state)
                .withFilters(Filters.NONE.withEventTypes(types));
    }

    private static final StreamConfiguration PULLED = pulled(StreamConfiguration.State.RUNNING, null);

    /** The answer to a fetch that does not wait. */
    private JsonNode fetch(@Nullable String cursor, int limit) {
        return answerTo(begin(cursor, limit, 0));
    }

    private String begin(@Nullable String cursor, int limit, int waitSeconds) {
        String id = "q" + questions++;
        world.ask(1, id, new Fetch("p", cursor, limit, waitSeconds));
        return id;
    }

    private JsonNode answerTo(String id) {
        return Answers.to(world, id);
    }

    private @Nullable JsonNode answer(String id) {
        return Answers.orNull(world, id);
    }

    private static List<Long> idsOf(JsonNode documents) {
        List<Long> ids = new ArrayList<>();
        documents.forEach(document -> ids.add(document.path("id").longValue()));
        return ids;
    }

    private static List<Long> events(JsonNode answer) {
        return idsOf(answer.path("events"));
    }

    private StreamStatus status() {
        world.pass(MOMENT);
        return world.status("p");
    }

    @Test
    void allDocumentsComeInOrderAndEachOnce() {
        world.configure(PULLED);
        world.events(1, 1, 2_345);
        world.usage(1, 7);
        List<Long> got = new ArrayList<>();
        JsonNode answer = fetch(null, 1_000);
        while (!events(answer).isEmpty()) {
            got.addAll(events(answer));
            boolean isLast = got.size() == 2_345;
            assertThat(answer.path("more").booleanValue()).isNotEqualTo(isLast);
            assertThat(idsOf(answer.path("usage"))).isEqualTo(isLast ? List.of(7L) : List.of());
            answer = fetch(answer.path("cursor").textValue(), 1_000);
        }
        assertThat(got).isEqualTo(ids(1, 2_345));
        StreamStatus status = status();
        assertThat(status.delivered()).isEqualTo(2_346);
        assertThat(status.pending()).isZero();
        assertThat(status.state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(status.remoteStatus()).isEqualTo(200);
        assertThat(world.attempts.stream().mapToLong(DeliveryAttempt::records).sum())
                .isEqualTo(2_346);
    }

    @Test
    void nothingMovesBeforeItHasArrived() {
        world.configure(PULLED);
        world.events(1, 1, 10);
        JsonNode first = fetch(null, 4);
        assertThat(events(fetch(null, 4))).isEqualTo(events(first)).isEqualTo(ids(1, 4));
        assertThat(status().delivered()).isZero();

        String cursor = first.path("cursor").textValue();
        assertThat(events(fetch(cursor, 4))).isEqualTo(ids(5, 8));
        // the answer was lost on its way: the same documents once more
        assertThat(events(fetch(cursor, 3))).isEqualTo(ids(5, 7));
        assertThat(status().delivered()).isEqualTo(4);
    }

    @Test
    void anAnswerFitsIntoAMessageHoweverLargeDocumentsAre() {
        world.configure(PULLED);
        for (long id = 1; id <= 40; id++) {
            world.append(
                    1,
                    RecordKind.EVENT,
                    1,
                    id,
                    "8988303000000000001",
                    world.now().toEpochMilli(),
                    60_000);
        }
        List<Long> got = new ArrayList<>();
        JsonNode answer = fetch(null, 1_000);
        while (!events(answer).isEmpty()) {
            got.addAll(events(answer));
            answer = fetch(answer.path("cursor").textValue(), 1_000);
        }
        assertThat(got).isEqualTo(ids(1, 40));
        assertThat(world.answers).allSatisfy(of -> assertThat(of.body()).hasSizeLessThan(1_000_000));
    }

    @Test
    void whatHasArrivedIsSettledHoweverOldTheQuestionIs() {
        world.configure(PULLED);
        world.events(1, 1, 10);
        String cursor = fetch(null, 6).path("cursor").textValue();
        Instant longAgo = world.now().minus(Duration.ofHours(3));
        world.ask(new Question("tests", "old", 1, longAgo, new Fetch("p", cursor, 10, 0)));
        assertThat(answer("old")).isNull();
        assertThat(events(fetch(null, 10))).isEqualTo(ids(7, 10));
    }

    @Test
    void aFetchWaitsForTheFirstDocument() {
        world.configure(PULLED);
        String waits = begin(null, 10, 20);
        world.pass(MOMENT);
        assertThat(answer(waits)).isNull();
        world.event(1, 1);
        world.pass(MOMENT);
        assertThat(events(answerTo(waits))).containsExactly(1L);
    }

    @Test
    void aFetchWaitsAsLongAsItWasAskedToAndNotLonger() {
        world.configure(PULLED);
        String waits = begin(null, 10, 20);
        world.pass(Duration.ofSeconds(19));
        assertThat(answer(waits)).isNull();
        world.pass(MOMENT);
        JsonNode empty = answerTo(waits);
        assertThat(events(empty)).isEmpty();
        world.event(1, 1);
        assertThat(events(fetch(empty.path("cursor").textValue(), 10))).containsExactly(1L);
    }

    @Test
    void whoAsksTwiceHasGivenTheFirstUp() {
        world.configure(PULLED);
        String first = begin(null, 10, 30);
        String second = begin(null, 10, 30);
        world.pass(MOMENT);
        assertThat(events(answerTo(first))).isEmpty();
        world.event(1, 1);
        world.pass(MOMENT);
        assertThat(events(answerTo(second))).containsExactly(1L);
    }

    @Test
    void aRestartForgetsNothingThatHasArrived() {
        world.configure(PULLED);
        world.events(1, 1, 10);
        String cursor = fetch(null, 4).path("cursor").textValue();
        String next = fetch(cursor, 3).path("cursor").textValue();
        Stores kept = world.snapshot();
        world.restore(kept, PULLED);
        assertThat(events(fetch(null, 10))).isEqualTo(ids(5, 10));
        assertThat(events(fetch(next, 10))).isEqualTo(ids(8, 10));
    }

    @Test
    void aReplayMakesCursorsOfBeforeVoid() {
        world.configure(PULLED);
        world.events(1, 1, 10);
        String cursor = fetch(null, 10).path("cursor").textValue();
        fetch(cursor, 10);
        world.configure(PULLED.withHistoric(true)
                .withReplay(new StreamConfiguration.Replay(world.now().minus(Duration.ofHours(1)), "once more")));
        assertThat(events(fetch(cursor, 10))).isEqualTo(ids(1, 10));
    }

    @Test
    void aFilterLeavesOut() {
        world.configure(pulled(StreamConfiguration.State.RUNNING, Set.of(2)));
        for (long id = 1; id <= 3_000; id++) {
            world.append(1, RecordKind.EVENT, id % 1_000 == 0 ? 2 : 1, id);
        }
        JsonNode answer = fetch(null, 2);
        assertThat(events(answer)).containsExactly(1_000L, 2_000L);
        JsonNode last = fetch(answer.path("cursor").textValue(), 2);
        assertThat(events(last)).containsExactly(3_000L);
        assertThat(events(fetch(last.path("cursor").textValue(), 2))).isEmpty();
        assertThat(status().pending()).isZero();
    }

    @Test
    void whatNobodyFetchesExpires() {
        world = World.tellingEachMinute();
        world.configure(PULLED);
        world.events(1, 1, 5);
        world.pass(World.DEFAULTS.retention().plusHours(2));
        world.events(1, 6, 7);
        assertThat(events(fetch(null, 10))).isEqualTo(ids(6, 7));
        world.pass(World.A_WHILE);
        assertThat(status().expired()).isEqualTo(5);
    }

    @Test
    void whilePausedNothingIsGivenAndWhatArrivedCounts() {
        world.configure(PULLED);
        world.events(1, 1, 5);
        String cursor = fetch(null, 3).path("cursor").textValue();
        world.configure(pulled(StreamConfiguration.State.PAUSED, null));
        assertThat(fetch(cursor, 3).path("problem").path("status").intValue()).isEqualTo(409);
        world.configure(PULLED);
        assertThat(events(fetch(null, 3))).isEqualTo(ids(4, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "e1-r0", "e99999.0-r0", "e1.1", "e1.1-u1.1-rzz"})
    void aCursorThatIsNoneIsRefused(String cursor) {
        world.configure(PULLED);
        world.event(1, 1);
        assertThat(fetch(cursor, 3).path("problem").path("status").intValue()).isEqualTo(400);
        assertThat(events(fetch(null, 3))).isEqualTo(ids(1, 1));
    }

    @Test
    void nobodyFetchesWhatIsSentOrBelongsToSomebodyElse() {
        world.configure(World.stream("p", 1));
        world.leaveOpen();
        world.events(1, 1, 3);
        assertThat(fetch("e3.0-r0", 3).path("problem").path("status").intValue())
                .isEqualTo(409);
        assertThat(world.open).hasSize(1);
        world.ask(2, "other", new Fetch("p", null, 3, 0));
        assertThat(answerTo("other").path("problem").path("status").intValue()).isEqualTo(404);
    }

    @Test
    void aStreamThatWasSentIsFetchedFromWhereItWasIncludingWhatWaitedApart() {
        world.configure(World.stream("p", 1));
        world.events(1, 1, 4);
        world.pass(MOMENT);
        world.leaveOpen();
        world.ask(1, "again", new SendAgain("p", RecordKind.EVENT, "0.1"));
        world.events(1, 5, 6);
        world.pass(MOMENT);
        world.configure(PULLED);
        JsonNode answer = fetch(null, 100);
        assertThat(events(answer)).containsExactly(2L, 5L, 6L);
        assertThat(events(fetch(null, 1))).containsExactly(2L);
        assertThat(events(fetch(answer.path("cursor").textValue(), 100))).isEmpty();
        assertThat(status().pending()).isZero();
    }

    @Test
    void aDocumentIsSentOnceMore() {
        world.configure(World.stream("s", 1));
        world.events(1, 1, 3);
        world.pass(MOMENT);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 3));
        String place = "0.1";
        world.ask(1, "again", new SendAgain("s", RecordKind.EVENT, place));
        world.pass(MOMENT);
        assertThat(answerTo("again").path("document_id").longValue()).isEqualTo(2);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L, 3L, 2L);

        world.ask(1, "early", new SendAgain("s", RecordKind.EVENT, "0.3"));
        assertThat(answerTo("early").path("problem").path("status").intValue()).isEqualTo(409);
        for (String wrong : List.of("0.9", "7.0", "x", "999999999999999999.0")) {
            world.ask(1, wrong, new SendAgain("s", RecordKind.EVENT, wrong));
            assertThat(answerTo(wrong).path("problem").path("status").intValue())
                    .isEqualTo(400);
        }
        world.ask(1, "none", new SendAgain("s", RecordKind.USAGE, place));
        assertThat(answerTo("none").path("problem").path("status").intValue()).isEqualTo(404);
    }
}
