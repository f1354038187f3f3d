package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/** A lane learns from refusals and from silence how much a receiver takes in one request, and keeps that. */
class SizesTest {
    private static final int DOCUMENT_BYTES = 1_000;
    private static final Outcome TOO_LARGE = Outcome.contentRefused(413, "HTTP 413");
    private static final Outcome RESET = Outcome.unanswered(503, "reset");

    private final World world = new World().limits(new Limits(1_000, 900_000, Duration.ZERO, 1));
    private final StreamConfiguration stream = stream("s", 1);
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> failed = new ArrayList<>();

    private void failing(Predicate<Request> which, Outcome outcome) {
        world.answering(request -> {
            requests.add(request);
            if (which.test(request)) {
                failed.add(request);
                return outcome;
            }
            return Outcome.delivered(200);
        });
    }

    private void refusingOver(long bytes) {
        failing(request -> request.batch().jsonBytes() > bytes, TOO_LARGE);
    }

    private void documents(int from, int to) {
        for (int id = from; id <= to; id++) {
            int padding =
                    DOCUMENT_BYTES - "{\"id\":}".length() - String.valueOf(id).length();
            world.append(
                    1, RecordKind.EVENT, 1, id, "sim-" + id % 7, world.now().toEpochMilli(), padding);
        }
    }

    private void backlog(int events) {
        world.configure(paused(stream));
        documents(1, events);
        world.configure(stream);
    }

    @ParameterizedTest
    @ValueSource(longs = {20_000, 65_000, 102_400, 262_144, 1_000_000, 1_048_576, 6_000_000})
    void aLimitCostsFewRefusedUploadsAndIsUsed(long limit) {
        refusingOver(limit);
        backlog(5_000);
        world.pass(Duration.ofMinutes(9));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 5_000));
        assertThat(world.rejected).isEmpty();
        assertThat(failed).hasSizeLessThanOrEqualTo(3);
        long largest = requests.stream()
                .filter(request -> !failed.contains(request))
                .mapToLong(request -> request.batch().jsonBytes())
                .max()
                .orElseThrow();
        assertThat(largest).isGreaterThan(Math.min(limit, 900_000) / 2);
    }

    @Test
    void whatHasWaitedForMoreDoesNotWaitAgainForEachSmallerRequest() {
        world.limits(new Limits(3_000, 4_000_000, Duration.ofMinutes(1), 1));
        refusingOver(102_400);
        world.configure(stream);
        documents(1, 2_000);
        world.pass(Duration.ofSeconds(50));
        assertThat(requests).isEmpty();
        world.pass(Duration.ofSeconds(30));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 2_000));
        documents(2_001, 2_010);
        world.pass(Duration.ofSeconds(20));
        assertThat(world.acceptedBy("s")).as("these wait for more").hasSize(2_000);
        documents(2_011, 5_010);
        world.pass(Duration.ofSeconds(20));
        assertThat(world.acceptedBy("s")).as("as many as one request has").hasSizeGreaterThanOrEqualTo(5_000);
    }

    @Test
    void whatWasLearntHoldsOverARestart() {
        refusingOver(102_400);
        backlog(2_000);
        world.pass(Duration.ofMinutes(1));
        failed.clear();
        world.restore(world.snapshot(), stream);
        documents(2_001, 4_000);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).endsWith(4_000L);
        assertThat(failed).isEmpty();
    }

    @Test
    void aLimitThatIsRaisedIsFoundOut() {
        refusingOver(102_400);
        backlog(2_000);
        refusingOver(Long.MAX_VALUE);
        world.pass(Duration.ofMinutes(15));
        world.configure(paused(stream));
        documents(2_001, 6_000);
        requests.clear();
        world.configure(stream);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 6_000));
        assertThat(requests).anyMatch(request -> request.batch().jsonBytes() > 800_000);
    }

    @Test
    void aDayOfLooksUpwardsCostsFewRefusedUploads() {
        refusingOver(102_400);
        backlog(1_000);
        for (int hour = 0; hour < 24; hour++) {
            world.pass(Duration.ofHours(1));
            world.configure(paused(stream));
            documents(1_001 + hour * 300, 1_300 + hour * 300);
            world.configure(stream);
        }
        world.pass(Duration.ofMinutes(1));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 1_000 + 24 * 300));
        assertThat(failed).hasSizeBetween(2, 8);
    }

    @Test
    void whatResetsLargeBodiesGetsSmallerOnes() {
        failing(request -> request.batch().jsonBytes() > 300_000, RESET);
        backlog(5_000);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 5_000));
        assertThat(failed).hasSizeLessThanOrEqualTo(8);
        assertThat(world.rejected).isEmpty();
    }

    @Test
    void whatNeedsTimeForEachDocumentGetsFewAtOnce() {
        failing(request -> request.ids().size() > 30, RESET);
        backlog(2_000);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 2_000));
        assertThat(failed).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void anOutageLeavesNoLimitBehind() {
        failing(request -> false, RESET);
        backlog(3_000);
        failing(request -> true, RESET);
        documents(3_001, 6_000);
        world.pass(Duration.ofMinutes(7));
        assertThat(requests.get(requests.size() - 1).ids())
                .as("what asks is small")
                .hasSize(1);
        failing(request -> false, RESET);
        requests.clear();
        world.pass(Duration.ofMinutes(2));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 6_000));
        assertThat(requests).hasSizeLessThan(25);
        assertThat(requests).anyMatch(request -> request.ids().size() > 800);
    }

    @Test
    void aServerErrorThatOnlyLargeBodiesMeetIsTakenForALimit() {
        failing(request -> request.batch().jsonBytes() > 200_000, Outcome.contentRefused(400, "HTTP 400"));
        backlog(10_000);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 10_000));
        assertThat(failed).hasSizeLessThanOrEqualTo(5);
        assertThat(world.rejected).isEmpty();
    }

    @Test
    void oneThatRefusesAllSizesLosesNothing() {
        failing(request -> true, TOO_LARGE);
        backlog(100);
        world.pass(Duration.ofHours(6));
        assertThat(world.rejected).isEmpty();
        assertThat(requests.get(requests.size() - 1).ids()).hasSize(1);
        failing(request -> false, TOO_LARGE);
        requests.clear();
        world.pass(Duration.ofMinutes(6));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 100));
    }

    @Test
    void anotherPlaceBeginsAnew() {
        refusingOver(20_000);
        backlog(100);
        assertThat(world.engine().parts().streams.get("s")).isNotNull();
        refusingOver(Long.MAX_VALUE);
        world.configure(paused(stream));
        documents(101, 1_100);
        requests.clear();
        world.configure(World.stream(
                "s",
                1,
                stream.streamType(),
                false,
                StreamConfiguration.State.RUNNING,
                java.util.Map.of("url", "https://other.example")));
        assertThat(requests.get(0).batch().jsonBytes()).isBetween(60_000L, 66_000L);
        assertThat(requests.get(1).batch().jsonBytes()).isGreaterThan(100_000L);
    }

    @Test
    void aDocumentThatAServerFailsOnIsFoundWhereItTakesOneAtATime() {
        world.answering(request -> {
            requests.add(request);
            if (request.ids().size() > 1) {
                return RESET;
            }
            return request.ids().contains(5L) ? Outcome.tryAgain(500, "HTTP 500", null) : Outcome.delivered(200);
        });
        backlog(20);
        world.pass(Duration.ofHours(1));
        documents(21, 40);
        world.pass(Duration.ofHours(1));
        assertThat(world.acceptedBy("s")).hasSize(39).doesNotContain(5L);
        assertThat(world.rejected).hasSize(1);
    }
}
