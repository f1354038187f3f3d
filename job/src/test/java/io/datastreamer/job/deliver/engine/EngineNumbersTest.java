package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.deliver.lane.Phase;
import io.datastreamer.job.deliver.status.LaneCensus;
import io.datastreamer.job.deliver.status.Tally;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests the numbers behind the metrics of deliveries. */
class EngineNumbersTest {
    private static final Duration MOMENT = Duration.ofSeconds(15);
    private static final int ALL = LaneCensus.boundsSeconds().length;

    private World world = new World();

    @Test
    void requestsCountByWhatCameOfThemAndHowLongTheyTook() {
        world.configure(stream("s", 1));
        world.leaveOpen();
        world.event(1, 1);
        world.pass(Duration.ofMillis(300));
        world.answer(Outcome.unanswered(503, "connection refused"));
        world.accept();
        world.pass(MOMENT);

        Tally tally = world.engine().tally();
        assertThat(tally.appendedDocuments()).isEqualTo(1);
        assertThat(tally.endedWith(ApiType.REST_API_BULK, DeliveryAttempt.Outcome.TRY_AGAIN))
                .isEqualTo(1);
        assertThat(tally.endedWith(ApiType.REST_API_BULK, DeliveryAttempt.Outcome.DELIVERED))
                .isEqualTo(1);
        assertThat(tally.deliveredTo(ApiType.REST_API_BULK)).isEqualTo(1);
        assertThat(tally.deliveredTo(ApiType.AWS_S3)).isZero();
        assertThat(tally.millis(ApiType.REST_API_BULK)).isEqualTo(300);
        assertThat(fasterThan(tally, 250)).isEqualTo(1);
        assertThat(fasterThan(tally, 500)).isEqualTo(2);
        assertThat(tally.fasterThan(ApiType.REST_API_BULK, Tally.boundsMillis().length))
                .isEqualTo(2);
    }

    private static long fasterThan(Tally tally, long millis) {
        return tally.fasterThan(ApiType.REST_API_BULK, java.util.Arrays.binarySearch(Tally.boundsMillis(), millis));
    }

    @Test
    void whatIsRefusedAndWhatExpiresIsCounted() {
        world = World.tellingEachMinute();
        world.limits(new Limits(1, 1 << 20, Duration.ZERO, 1)).configure(stream("s", 1));
        world.answering(
                request -> request.ids().contains(2L) ? Outcome.contentRefused(422, "no") : Outcome.delivered(200));
        world.events(1, 1, 3);
        world.pass(World.A_WHILE);
        assertThat(world.engine().tally().refusedBy(ApiType.REST_API_BULK)).isEqualTo(1);

        world.configure(paused(stream("s", 1)));
        world.events(1, 4, 5);
        world.pass(World.DEFAULTS.retention().plusMinutes(1));
        world.configure(stream("s", 1));
        world.pass(World.A_WHILE);
        assertThat(world.engine().tally().expiredOf(ApiType.REST_API_BULK)).isEqualTo(2);
        assertThat(world.status("s").expired()).isEqualTo(2);
    }

    @Test
    void lanesAndStreamsAreCountedByWhatTheyDo() {
        world.configure(stream("idle", 1));
        world.configure(stream("fails", 2));
        world.configure(paused(stream("paused", 3)));
        world.answering(request -> Outcome.unanswered(503, "connection refused"));
        world.event(2, 1);
        assertThat(lanes(Phase.IDLE)).isEqualTo(1);
        assertThat(lanes(Phase.WAITING)).isEqualTo(1);
        assertThat(lanes(Phase.HELD)).isEqualTo(1);
        assertThat(world.engine().streams(StreamStatus.State.RUNNING)).isEqualTo(1);
        assertThat(world.engine().streams(StreamStatus.State.FAILING)).isEqualTo(1);
        assertThat(world.engine().streams(StreamStatus.State.PAUSED)).isEqualTo(1);

        world.remove("fails");
        world.remove("paused");
        assertThat(lanes(Phase.WAITING) + lanes(Phase.HELD)).isZero();
        assertThat(world.engine().streams(StreamStatus.State.FAILING)).isZero();
        assertThat(world.engine().streams(StreamStatus.State.PAUSED)).isZero();
    }

    @Test
    void lagIsThatOfTheOldestDocumentThatWaitsAndIsNotPaused() {
        world.configure(stream("idle", 1));
        world.configure(stream("fails", 2));
        world.configure(paused(stream("paused", 3)));
        world.answering(request -> Outcome.unanswered(503, "connection refused"));
        world.event(3, 1);
        world.pass(Duration.ofHours(2));
        world.event(2, 2);
        world.pass(Duration.ofMinutes(5));
        LaneCensus census = world.engine().census();
        assertThat(census.lagSeconds()).isBetween(290L, 300L);
        long left = World.DEFAULTS.retention().toSeconds() - census.lagSeconds();
        assertThat(census.secondsToExpiry()).isBetween(left - 1, left);
        assertThat(closerThan(census, 1)).isEqualTo(1);
        assertThat(closerThan(census, 60)).isEqualTo(1);
        assertThat(closerThan(census, 600)).isEqualTo(2);
        assertThat(census.closerThan(ALL)).isEqualTo(2);

        world.accept();
        world.pass(Duration.ofMinutes(10));
        assertThat(census.lagSeconds()).isZero();
        assertThat(closerThan(census, 1)).isEqualTo(2);
        world.remove("fails");
        world.remove("paused");
        world.pass(MOMENT);
        assertThat(census.closerThan(ALL)).isEqualTo(1);
    }

    private static long closerThan(LaneCensus census, long seconds) {
        return census.closerThan(java.util.Arrays.binarySearch(LaneCensus.boundsSeconds(), seconds));
    }

    private long lanes(Phase phase) {
        return world.engine().census().lanes(phase);
    }
}
