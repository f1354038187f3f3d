package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.job.deliver.engine.VirtualClock.Costs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever some streams do, they hold up neither other streams nor the task's thread. */
class NobodyWaitsTest {
    private static final Limits SINGLE = new Limits(1, 1 << 20, Duration.ZERO, 1);

    private World world = new World();

    private static StreamConfiguration filtered(StreamConfiguration s, Set<Integer> types) {
        return s.withFilters(Filters.NONE.withEventTypes(types));
    }

    private static StreamConfiguration historic(String id, long organisation) {
        return stream(id, organisation, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of());
    }

    /** Streams whose receivers never answer, each with a document. */
    private void crowd(int count) {
        world.limits(SINGLE);
        world.answering(request -> request.streamId().startsWith("hangs") ? null : Outcome.delivered(200));
        for (int i = 1; i <= count; i++) {
            world.configure(stream("hangs " + i, i));
            world.event(i, 1);
        }
    }

    @Test
    void aNewStreamIsTriedWithinTwoSecondsBesideFiveThousandThatHang() {
        crowd(5_000);
        for (Duration later : List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(10))) {
            world.pass(later);
            String id = "new after " + later;
            world.configure(stream(id, 1_000_000));
            world.event(1_000_000, 1);
            world.pass(Duration.ofSeconds(2));
            assertThat(world.acceptedBy(id)).as(id).isNotEmpty();
            world.remove(id);
        }
    }

    @Test
    void whoIsSlowAndSoundKeepsItsRateBesideFiveThousandThatHang() {
        world.limits(SINGLE);
        world.leaveOpen();
        world.configure(stream("slow", 1_000_000));
        world.events(1_000_000, 1, 1_000);
        int alone = answersIn(Duration.ofMinutes(2));
        for (int i = 1; i <= 5_000; i++) {
            world.configure(stream("hangs " + i, i));
            world.event(i, 1);
        }
        answersIn(Duration.ofMinutes(2));
        assertThat(answersIn(Duration.ofMinutes(2))).isGreaterThanOrEqualTo(alone * 8 / 10);
    }

    /** How many requests are answered in a time, when the slow receiver takes 2.5 s for each. */
    private int answersIn(Duration duration) {
        int answers = 0;
        long steps = duration.toMillis() / 500;
        Map<Request, Integer> ages = new HashMap<>();
        for (long step = 0; step < steps; step++) {
            world.pass(Duration.ofMillis(500));
            for (Request request : List.copyOf(world.open)) {
                if (request.streamId().equals("slow") && ages.merge(request, 1, Integer::sum) == 5) {
                    world.open.remove(request);
                    world.finish(request, Outcome.delivered(200));
                    world.run();
                    answers++;
                }
            }
        }
        return answers;
    }

    @Test
    void thoseThatDeliveredQuicklyGiveTheirPlacesBackWhenTheyHangAllTogether() {
        world.limits(SINGLE);
        for (int i = 1; i <= 600; i++) {
            world.configure(stream("s" + i, i));
            world.event(i, 1);
        }
        world.answering(request -> request.streamId().equals("s600") ? Outcome.delivered(200) : null);
        for (int i = 1; i <= 600; i++) {
            world.event(i, 2);
        }
        world.pass(Duration.ofSeconds(5));
        assertThat(world.acceptedBy("s600")).containsExactly(1L, 2L);
        assertThat(world.cancelled).isNotEmpty();
    }

    @Test
    void whoWasCutShortGetsAllItsTimeNextTime() {
        crowd(2_000);
        world.pass(Duration.ofSeconds(30));
        assertThat(world.cancelled).hasSizeGreaterThan(100);
        world.pass(Duration.ofMinutes(30));
        assertThat(world.attempts.stream().filter(attempt -> attempt.durationMs() >= 30_000))
                .isNotEmpty();
    }

    @Test
    void aWideWindowDoesNotTakeTheQueueOver() {
        Limits wide = new Limits(1, 1 << 20, Duration.ZERO, 64);
        world.limitsBy(stream -> stream.id().equals("wide") ? wide : SINGLE);
        world.receiversBy(stream -> "one");
        for (String id : List.of("wide", "narrow")) {
            world.configure(World.paused(stream(id, 1)));
        }
        for (int i = 1; i <= 4_000; i++) {
            world.append(1, RecordKind.EVENT, 1, i, "sim-" + i, world.now().toEpochMilli());
        }
        world.leaveOpen();
        for (String id : List.of("wide", "narrow")) {
            world.configure(stream(id, 1));
        }
        for (int i = 0; i < 1_000; i++) {
            world.answer(Outcome.delivered(200));
        }
        int share = world.acceptedBy("narrow").size();
        assertThat(share).as("one of at most 64 is its own at any time").isGreaterThan(1_000 / 65);
        assertThat(world.engine().requestsInFlight()).isLessThanOrEqualTo(64 + 1);
    }

    @Test
    void nothingKeepsTheThreadForTenMilliseconds() {
        world.costing(Costs.USUAL);
        world.limits(new Limits(1_000, 1 << 20, Duration.ZERO, 1));
        for (int i = 1; i <= 20_000; i++) {
            world.append(1, RecordKind.EVENT, i % 5, i);
        }
        // few of the other kind, far apart
        world.usage(1, 100_001);
        world.configure(filtered(historic("none", 1), Set.of(8)));
        world.configure(filtered(historic("some", 1), Set.of(3)));
        world.configure(historic("all", 1));
        world.configure(stream("usage", 1, StreamType.USAGE, true, StreamConfiguration.State.RUNNING, Map.of()));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.acceptedBy("all")).hasSize(20_000);
        assertThat(world.acceptedBy("some")).hasSize(4_000);
        assertThat(world.acceptedBy("none")).isEmpty();
        assertThat(world.status("none").pending()).isZero();
        assertThat(world.acceptedBy("usage")).containsExactly(100_001L);
        assertThat(world.longestMail()).isLessThan(10_000_000);
    }

    @Test
    void whatIsDueAfterADowntimeIsRemovedBitByBit() {
        world = World.tellingEachMinute();
        for (int organisation = 1; organisation <= 500; organisation++) {
            world.events(organisation, 1, 3);
        }
        Stores stores = world.snapshot();
        world.costing(Costs.USUAL);
        world.pass(World.DEFAULTS.retention().plusHours(3));
        assertThat(world.longestMail()).isLessThan(10_000_000);
        assertThat(stores).isNotNull();
        world.configure(historic("s", 7));
        world.event(7, 4);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(4, 4));
    }

    @Test
    void whatManyStreamsWaitForComesToThemBitByBit() {
        world.limits(new Limits(2, 1 << 20, Duration.ofSeconds(1), 1));
        world.namesBy(stream -> World.NAMES);
        for (int i = 0; i < 1_000; i++) {
            world.configure(stream("s" + i, 1));
        }
        world.costing(Costs.USUAL);
        world.events(1, 1, 2);
        world.pass(Duration.ofSeconds(10));
        assertThat(world.longestMail()).as("a journal has grown").isLessThan(10_000_000);
        world.snapshot();
        world.engine().snapshotTaken(1);
        world.checkpointCompleted(1);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.longestMail()).as("a checkpoint is complete").isLessThan(10_000_000);
        assertThat(world.accepted).hasSize(1_000);
    }

    @Test
    void whatTheWatchdogGivesUpIsSettledBitByBit() {
        world.limits(SINGLE);
        for (int i = 0; i < 250; i++) {
            world.configure(stream("s" + i, i));
            world.event(i, 1);
        }
        world.leaveOpen();
        for (int i = 0; i < 250; i++) {
            world.event(i, 2);
        }
        assertThat(world.open).hasSize(250);
        world.open.clear();
        world.costing(Costs.USUAL);
        world.pass(Duration.ofSeconds(60));
        assertThat(world.longestMail()).isLessThan(10_000_000);
    }

    @Test
    void aClockThatIsSetChangesNoWait() {
        for (Duration step : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
            World other = new World().limits(new Limits(10, 1 << 20, Duration.ofSeconds(5), 1));
            other.configure(stream("lingers", 1));
            other.configure(stream("fails", 2));
            other.answering(request -> request.streamId().equals("fails")
                    ? Outcome.unanswered(503, "connection refused")
                    : Outcome.delivered(200));
            other.event(1, 1);
            other.event(2, 1);
            other.pass(Duration.ofSeconds(5));
            other.event(1, 2);
            other.setClock(step);
            other.pass(Duration.ofSeconds(5));
            assertThat(other.acceptedBy("lingers")).as("after " + step).isEqualTo(ids(1, 2));
            other.accept();
            other.pass(Duration.ofSeconds(60));
            assertThat(other.acceptedBy("fails")).as("after " + step).containsExactly(1L);
            other.event(1, 3);
            other.pass(Duration.ofSeconds(10));
            assertThat(other.status("lingers").delivered()).as("after " + step).isEqualTo(3);
        }
    }

    @Test
    void whatIsDueToExpireAfterADowntimeIsRemovedBitByBit() {
        for (int i = 1; i <= 2_000; i++) {
            world.event(i, 1);
        }
        Stores stores = world.snapshot();
        World later = new World(
                        World.DEFAULTS,
                        stores,
                        world.now().plus(Duration.ofDays(30)).toEpochMilli(),
                        1)
                .costing(Costs.USUAL);
        later.pass(Duration.ofMinutes(1));
        assertThat(later.stores().firstTimer()).as("nothing is left to remove").isNull();
        assertThat(later.longestMail()).isLessThan(10_000_000);
    }

    @Test
    void appendingLooksAtNoStream() {
        int[] looks = new int[1];
        world.limitsBy(stream -> {
            looks[0]++;
            return SINGLE;
        });
        world.leaveOpen();
        for (int i = 0; i < 1_000; i++) {
            world.configure(stream("s" + i, 1));
        }
        world.event(1, 1);
        int before = looks[0];
        for (int i = 2; i <= 100; i++) {
            world.appendOnly(1, i);
        }
        assertThat(looks[0]).isEqualTo(before);
        world.run();
        assertThat(looks[0] - before).isLessThan(10_000);
    }
}
