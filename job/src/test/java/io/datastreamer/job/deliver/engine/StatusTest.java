package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests what a data stream's status says, and when it is emitted. */
class StatusTest {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private World world = new World();

    @Test
    void aNewStreamIsToldAtOnce() {
        world.configure(stream("s", 7));
        StreamStatus status = world.status("s");
        assertThat(status.organisationId()).isEqualTo(7);
        assertThat(status.state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(status.target()).isEqualTo("place of s");
        assertThat(status.lastTimestamp()).isNull();
        assertThat(status.remoteStatus()).isZero();
        assertThat(status.pending()).isZero();
        assertThat(status.oldestPendingAt()).isNull();
        assertThat(status.updatedAt()).isEqualTo(world.now());
    }

    @Test
    void countersAreToldFromTimeToTime() {
        world.configure(stream("s", 1));
        for (long id = 1; id <= 50; id++) {
            world.event(1, id);
        }
        Instant delivered = world.now();
        world.pass(MOMENT);
        StreamStatus status = world.status("s");
        assertThat(status.delivered()).isEqualTo(50);
        assertThat(status.pending()).isZero();
        assertThat(status.remoteStatus()).isEqualTo(200);
        assertThat(status.lastTimestamp()).isEqualTo(delivered);
        world.pass(Duration.ofHours(1));
        assertThat(world.status("s").updatedAt())
                .as("what does not change is not told again")
                .isEqualTo(status.updatedAt());
    }

    @Test
    void aFailureIsToldAtOnceWithItsReasonAndTheNextAttempt() {
        world.configure(stream("s", 1));
        world.answering(request -> Outcome.unanswered(503, "connection refused"));
        world.event(1, 1);
        StreamStatus status = world.status("s");
        assertThat(status.state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(status.remoteStatus()).isEqualTo(503);
        assertThat(status.lastError()).isEqualTo("connection refused");
        assertThat(status.pending()).isEqualTo(1);
        assertThat(status.nextAttemptAt())
                .isBetween(world.now().plusMillis(500), world.now().plusMillis(1_000));

        world.accept();
        world.pass(MOMENT);
        StreamStatus healed = world.status("s");
        assertThat(healed.state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(healed.lastError()).isNull();
        assertThat(healed.nextAttemptAt()).isNull();
        assertThat(healed.delivered()).isEqualTo(1);
    }

    @Test
    void whoHasOldDocumentsToSendIsCatchingUp() {
        world.limits(new Limits(1, 1 << 20, Duration.ZERO, 1));
        StreamConfiguration stream = stream("s", 1);
        world.configure(stream);
        world.configure(paused(stream));
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.PAUSED);
        Instant appended = world.now();
        world.event(1, 1);
        world.event(1, 2);
        world.pass(Duration.ofMinutes(5));

        world.leaveOpen();
        world.configure(stream);
        world.pass(MOMENT);
        world.answer(Outcome.delivered(200));
        world.pass(MOMENT);
        StreamStatus status = world.status("s");
        assertThat(status.state()).isEqualTo(StreamStatus.State.CATCHING_UP);
        assertThat(status.oldestPendingAt()).isEqualTo(appended);
        assertThat(status.lagSeconds()).isBetween(300L, 306L);

        world.answer(Outcome.delivered(200));
        world.pass(MOMENT);
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(world.status("s").oldestPendingAt()).isNull();
    }

    @Test
    void whatIsNearItsEndIsToldBeforeItIsLost() {
        world = World.tellingEachMinute();
        StreamConfiguration stream = stream("s", 1);
        world.configure(paused(stream));
        Instant appended = world.now();
        world.event(1, 1);
        world.pass(Duration.ofDays(18).minusMinutes(1));
        assertThat(world.status("s").expiresInSeconds()).isNull();

        // nothing comes and nothing is tried: the status is emitted all the same
        world.pass(Duration.ofMinutes(2));
        long left = Objects.requireNonNull(world.status("s").expiresInSeconds());
        assertThat(left).isBetween(2 * 86_400L - 60, 2 * 86_400L);
        assertThat(world.status("s").updatedAt().plusSeconds(left))
                .isBetween(
                        appended.plus(World.DEFAULTS.retention()).minusSeconds(1),
                        appended.plus(World.DEFAULTS.retention()));
        world.pass(Duration.ofDays(1));
        assertThat(world.status("s").expiresInSeconds()).isLessThan(86_400L);

        world.configure(stream);
        world.pass(World.A_WHILE);
        assertThat(world.acceptedBy("s")).containsExactly(1L);
        assertThat(world.status("s").expiresInSeconds()).isNull();
    }

    @Test
    void bothLanesCount() {
        world.configure(
                stream("s", 1, StreamType.USAGE_AND_EVENTS, false, StreamConfiguration.State.RUNNING, Map.of()));
        world.event(1, 1);
        world.usage(1, 2);
        world.usage(1, 3);
        world.pass(MOMENT);
        assertThat(world.status("s").delivered()).isEqualTo(3);
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void noMoreThanAThousandAreToldASecond() {
        int streams = 2_500;
        for (int i = 0; i < streams; i++) {
            world.configure(stream("s" + i, i));
        }
        assertThat(world.statuses).hasSize(1_000);
        Instant end = world.now().plus(Duration.ofSeconds(10));
        int told = world.statuses.size();
        while (world.now().isBefore(end)) {
            world.pass(Duration.ofSeconds(1));
            assertThat(world.statuses.size() - told).isLessThanOrEqualTo(2_000);
            told = world.statuses.size();
        }
        assertThat(world.statuses).hasSize(streams);
    }

    @Test
    void aStreamThatIsGoneIsToldAndNeverAgain() {
        world.configure(stream("s", 1));
        world.leaveOpen();
        world.event(1, 1);
        Request late = world.open.removeFirst();
        world.remove("s");
        assertThat(world.goneStreams).containsExactly("s");
        world.finish(late, Outcome.delivered(200));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.statuses).doesNotContainKey("s");
        assertThat(world.goneStreams).containsExactly("s");
    }
}
