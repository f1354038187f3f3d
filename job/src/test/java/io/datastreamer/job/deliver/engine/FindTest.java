package io.datastreamer.job.deliver.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Question.Find;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static org.assertj.core.api.Assertions.assertThat;

/** Documents can be found in the history by what is known of them. */
class FindTest {
    private static final Filters TYPE_0 = Filters.NONE.withEventTypes(Set.of(0));
    private static final String SIM = "8988303000000000001";
    private static final String OTHER = "8988303000000000002";

    private final World world = new World();
    private final Instant start = world.now();
    private int questions;

    private JsonNode ask(Find find) {
        String id = "q" + questions++;
        world.ask(1, id, find);
        world.pass(Duration.ofSeconds(10));
        return Answers.to(world, id);
    }

    private Find all(RecordKind kind, int limit, @Nullable String after) {
        return new Find(kind, null, null, null, Filters.NONE, start, world.now(), limit, after, "v1");
    }

    private static List<Long> found(JsonNode answer) {
        List<Long> ids = new ArrayList<>();
        answer.path("documents")
                .forEach(
                        document -> ids.add(document.path("document").path("id").longValue()));
        return ids;
    }

    @Test
    void byIdBySimAndByEventType() {
        for (long id = 1; id <= 1_000; id++) {
            world.append(
                    1,
                    RecordKind.EVENT,
                    (int) (id % 3),
                    id,
                    id % 2 == 0 ? SIM : OTHER,
                    world.now().toEpochMilli());
        }
        world.usage(1, 77);
        Instant end = world.now();
        JsonNode one = ask(new Find(RecordKind.EVENT, 77L, null, null, Filters.NONE, start, end, 10, null, "v1"));
        assertThat(found(one)).containsExactly(77L);
        assertThat(one.path("next").isNull()).isTrue();
        assertThat(one.path("searched_to").textValue()).isEqualTo(end.toString());
        assertThat(found(ask(new Find(RecordKind.USAGE, 77L, null, null, Filters.NONE, start, end, 10, null, "v1"))))
                .containsExactly(77L);
        JsonNode some = ask(new Find(RecordKind.EVENT, null, SIM, null, TYPE_0, start, end, 3, null, "v1"));
        assertThat(found(some)).containsExactly(6L, 12L, 18L);
        String next = some.path("next").textValue();
        assertThat(found(ask(new Find(RecordKind.EVENT, null, SIM, null, TYPE_0, start, end, 3, next, "v1"))))
                .containsExactly(24L, 30L, 36L);
    }

    @Test
    void pagesHoldEachDocumentOnceUpToTheEnd() {
        world.events(1, 1, 2_500);
        List<Long> ids = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = ask(all(RecordKind.EVENT, 400, after));
            ids.addAll(found(page));
            after = page.path("next").textValue();
        } while (after != null);
        assertThat(ids).isEqualTo(ids(1, 2_500));
    }

    @Test
    void withinATime() {
        world.events(1, 1, 5);
        world.pass(Duration.ofMinutes(10));
        Instant from = world.now();
        world.events(1, 6, 9);
        Instant to = world.now();
        world.pass(Duration.ofMinutes(10));
        world.events(1, 10, 12);
        assertThat(found(ask(new Find(RecordKind.EVENT, null, null, null, Filters.NONE, from, to, 100, null, "v1"))))
                .isEqualTo(ids(6, 9));
    }

    @Test
    void whatEachStreamDidWithIt() {
        StreamConfiguration paused =
                World.stream("held", 1, StreamType.EVENTS, false, StreamConfiguration.State.PAUSED, Map.of());
        world.configure(World.stream("sent", 1));
        world.configure(paused);
        world.events(1, 1, 1);
        world.pass(Duration.ofSeconds(5));
        JsonNode streams =
                ask(all(RecordKind.EVENT, 10, null)).path("documents").path(0).path("streams");
        assertThat(streams).anySatisfy(of -> {
            assertThat(of.path("stream_id").textValue()).isEqualTo("sent");
            assertThat(of.path("state").textValue()).isEqualTo("PASSED");
        });
        assertThat(streams).anySatisfy(of -> {
            assertThat(of.path("stream_id").textValue()).isEqualTo("held");
            assertThat(of.path("state").textValue()).isEqualTo("WAITING");
        });
    }

    @Test
    void filtersOfADataStreamAreAskedAlikeWhetherDocumentsAreSentOrLookedFor() {
        Filters critical = Filters.NONE.withSeverities(Set.of(Severity.CRITICAL));
        world.configure(World.stream("sieved", 1).withFilters(critical));
        List<Long> wanted = new ArrayList<>();
        for (long id = 1; id <= 30; id++) {
            Contents says = Contents.of(RecordKind.EVENT, id);
            world.append(
                    1, RecordKind.EVENT, 1, id, SIM, world.now().toEpochMilli(), says.json(id, 0), says.supplement());
            if (says.severity() == Severity.CRITICAL) {
                wanted.add(id);
            }
        }
        world.pass(Duration.ofSeconds(5));
        assertThat(world.acceptedBy("sieved")).isEqualTo(wanted).isNotEmpty();
        Find find = new Find(RecordKind.EVENT, null, null, null, critical, start, world.now(), 100, null, "v1");
        assertThat(found(ask(find))).isEqualTo(wanted);
        for (JsonNode found : ask(all(RecordKind.EVENT, 100, null)).path("documents")) {
            boolean isWanted = wanted.contains(found.at("/document/id").longValue());
            assertThat(found.at("/streams/0/state").textValue()).isEqualTo(isWanted ? "PASSED" : "LEFT_OUT");
        }
    }

    @Test
    void anAnswerFitsIntoAMessageHoweverLargeDocumentsAndHoweverManyStreamsAre() {
        for (int i = 0; i < 110; i++) {
            world.configure(World.stream("a-stream-with-a-long-name-" + "x".repeat(30) + i, 1));
        }
        for (long id = 1; id <= 60; id++) {
            world.append(1, RecordKind.EVENT, 1, id, SIM, world.now().toEpochMilli(), id % 2 == 0 ? 60_000 : 0);
        }
        List<Long> ids = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = ask(all(RecordKind.EVENT, 100, after));
            ids.addAll(found(page));
            after = page.path("next").textValue();
        } while (after != null);
        assertThat(ids).isEqualTo(ids(1, 60));
        assertThat(world.answers).allSatisfy(answer -> assertThat(answer.body()).hasSizeLessThan(1_000_000));
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        world.events(1, 1, 1);
        assertThat(ask(all(RecordKind.EVENT, 10, "nowhere"))
                        .path("problem")
                        .path("status")
                        .intValue())
                .isEqualTo(400);
        Find form = new Find(RecordKind.EVENT, null, null, null, Filters.NONE, start, world.now(), 10, null, "v9");
        assertThat(ask(form).path("problem").path("status").intValue()).isEqualTo(400);
        for (String place : List.of("99.5", "0.999999", "999999999999999999.999999999")) {
            assertThat(ask(all(RecordKind.EVENT, 10, place))
                            .path("problem")
                            .path("status")
                            .intValue())
                    .as(place)
                    .isEqualTo(410);
        }
    }
}
