package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Counters count what their names say, and what is counted is what is held. */
class CountersTest {
    private static final Duration MOMENT = Duration.ofSeconds(15);

    private World world = new World();

    private static StreamConfiguration replayed(StreamConfiguration s, StreamConfiguration.@Nullable Replay replay) {
        return s.withReplay(replay);
    }

    @Test
    void whatWasTooOldWhenAStreamWasMadeIsNotOwedToIt() {
        world = World.tellingEachMinute();
        world.events(1, 1, 5);
        world.pass(World.DEFAULTS.retention().minusMinutes(1));
        world.events(1, 6, 8);
        world.pass(Duration.ofMinutes(2));
        world.configure(stream("s", 1, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of()));
        world.pass(World.A_WHILE);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(6, 8));
        assertThat(world.status("s").expired()).isZero();
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void whatAReplayDoesNotBringAgainWasDeliveredBefore() {
        world = World.tellingEachMinute();
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.events(1, 1, 6);
        world.pass(World.DEFAULTS.retention().minusMinutes(1));
        world.events(1, 7, 8);
        // by the time that it goes on, the first ones are too old
        StreamConfiguration again =
                replayed(paused(stream), new StreamConfiguration.Replay(Instant.ofEpochMilli(World.START), "again"));
        world.configure(again);
        world.pass(Duration.ofMinutes(2));
        world.configure(replayed(stream, again.replay()));
        world.pass(World.A_WHILE);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 7L, 8L);
        assertThat(world.status("s").expired()).isZero();
    }

    @ParameterizedTest
    @EnumSource(RecordKind.class)
    void theStreamShowsTheLaneThatFailsAndSaysWhichItIs(RecordKind failing) {
        world.configure(
                stream("s", 1, StreamType.USAGE_AND_EVENTS, false, StreamConfiguration.State.RUNNING, Map.of()));
        world.answering(request ->
                request.batch().kind() == failing ? Outcome.tryAgain(500, "HTTP 500", null) : Outcome.delivered(200));
        RecordKind other = failing == RecordKind.USAGE ? RecordKind.EVENT : RecordKind.USAGE;
        come(failing, 1);
        world.pass(MOMENT);
        for (int id = 2; id <= 5; id++) {
            come(other, id);
            world.pass(Duration.ofSeconds(1));
            StreamStatus status = world.status("s");
            assertThat(status.state()).isEqualTo(StreamStatus.State.FAILING);
            assertThat(status.remoteStatus()).isEqualTo(500);
            assertThat(status.lastError())
                    .isEqualTo(failing == RecordKind.USAGE ? "usage: HTTP 500" : "event: HTTP 500");
        }
        world.accept();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(world.status("s").lastError()).isNull();
    }

    private void come(RecordKind kind, long id) {
        if (kind == RecordKind.USAGE) {
            world.usage(1, id);
        } else {
            world.event(1, id);
        }
    }

    @Test
    void filteredRequestsHoldWhatTheyCount() {
        world.limits(new Limits(100, 1 << 20, Duration.ZERO, 1));
        world.leaveOpen();
        for (int i = 1; i <= 4_000; i++) {
            world.append(1, RecordKind.EVENT, i % 40 == 0 ? 8 : 1, i);
        }
        StreamConfiguration all = stream("s", 1, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of());
        world.configure(all.withHistoric(true).withFilters(Filters.NONE.withEventTypes(Set.of(8))));
        Request request = world.open.getFirst();
        assertThat(request.ids()).hasSize(100);
        long pinned = request.batch().items().stream()
                .map(item -> item.buffer())
                .distinct()
                .mapToLong(buffer -> buffer.length)
                .sum();
        long documents = request.batch().jsonBytes();
        assertThat(pinned).as("no more than the documents themselves").isLessThanOrEqualTo(documents * 11 / 10);
        assertThat(world.engine().bytesInFlight()).isGreaterThanOrEqualTo(pinned);
    }

    /** Such as another form of the documents, or a file of them. */
    @Test
    void whatClientsMakeOfDocumentsCountsUntilTheOutcome() {
        world.heapOnItsWay(json -> 3 * json);
        world.leaveOpen();
        world.configure(stream("s", 1));
        world.event(1, 1);
        long json = world.open.getFirst().batch().jsonBytes();
        long counted = world.engine().bytesInFlight();
        assertThat(counted).isGreaterThanOrEqualTo(4 * json);
        world.event(1, 2);
        assertThat(world.engine().bytesInFlight())
                .as("documents at hand count beside it")
                .isGreaterThanOrEqualTo(counted);
        world.answer(Outcome.delivered(200));
        assertThat(world.engine().bytesInFlight()).isGreaterThanOrEqualTo(4 * json);
        world.answer(Outcome.delivered(200));
        assertThat(world.engine().bytesInFlight()).isZero();
    }

    @Test
    void aThrowWhileARequestIsMadeIsAnOutcomeLikeAnyOther() {
        int[] left = {3};
        world.answering(request -> {
            if (left[0]-- > 0) {
                throw new LinkageError("no such class");
            }
            return Outcome.delivered(200);
        });
        world.configure(stream("s", 1));
        world.event(1, 1);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.acceptedBy("s")).containsExactly(1L);
        assertThat(world.engine().requestsInFlight()).isZero();
        assertThat(world.engine().bytesInFlight()).isZero();
    }

    @Test
    void whatExpiresBehindDocumentsAtHandCountsOnce() {
        world.limits(new Limits(1, 1 << 20, Duration.ZERO, 2));
        world.leaveOpen();
        world.configure(paused(stream("s", 1)));
        for (int id = 1; id <= 12; id++) {
            world.append(1, RecordKind.EVENT, 1, id, "sim-" + id, world.now().toEpochMilli());
        }
        world.configure(stream("s", 1));
        world.setClock(World.DEFAULTS.retention().plusMinutes(1));
        for (int id = 1; id <= 4; id++) {
            world.answer(Outcome.delivered(200));
        }
        while (!world.open.isEmpty()) {
            world.answer(Outcome.unanswered(503, "connection refused"));
        }
        world.pass(Duration.ofMinutes(10));
        assertThat(world.open).isEmpty();
        assertThat(world.status("s").pending()).isZero();
        assertThat(world.status("s").delivered()).isEqualTo(4);
        assertThat(world.status("s").expired()).isEqualTo(8);
    }

    @Test
    void aClientThatCannotBeMadeStopsNobodyElse() {
        world.configure(
                stream("odd", 1, StreamType.EVENTS, false, StreamConfiguration.State.RUNNING, Map.of("throws", "yes")));
        world.configure(stream("s", 1));
        world.event(1, 1);
        assertThat(world.acceptedBy("s")).containsExactly(1L);
        assertThat(world.status("odd").state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(world.status("odd").lastError()).contains("IllegalStateException");
    }

    @Test
    void aMachineThatFailsEndsTheTask() {
        world.configure(stream("s", 1));
        world.answering(request -> Outcome.jvmFailed(new OutOfMemoryError("Java heap space")));
        assertThat(catchThrowable(() -> world.event(1, 1)))
                .isInstanceOf(JvmFailedException.class)
                .hasMessageContaining("Java heap space")
                .hasMessageContaining("give the TaskManager more memory");
    }
}
