package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.job.deliver.engine.World.ids;
import static io.datastreamer.job.deliver.engine.World.paused;
import static io.datastreamer.job.deliver.engine.World.stream;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A document that a receiver refuses for its content is found and given up alone, and only if the receiver takes
 * others.
 */
class RefusedContentTest {
    private static final Outcome REFUSED = Outcome.contentRefused(422, "HTTP 422");
    private static final Outcome SERVER_ERROR = Outcome.tryAgain(500, "HTTP 500", null);
    private static final Outcome DELIVERED = Outcome.delivered(200);

    private World world = new World();
    private final StreamConfiguration stream = stream("s", 1);
    /** The ids of each request, and when it came. */
    private final List<List<Long>> requests = new ArrayList<>();

    private final List<Instant> times = new ArrayList<>();

    private void answering(Function<List<Long>, @Nullable Outcome> answers) {
        world.answering(request -> {
            requests.add(request.ids());
            times.add(world.now());
            return answers.apply(request.ids());
        });
    }

    private void refusing(Set<Long> poison) {
        answering(ids -> ids.stream().anyMatch(poison::contains) ? REFUSED : DELIVERED);
    }

    /** The stream finds this many events at once. */
    private void backlog(int events) {
        world.configure(paused(stream));
        world.events(1, 1, events);
        world.configure(stream);
    }

    private List<Long> rejectedIds() {
        return world.rejected.stream()
                .map(rejected -> rejected.reason().replaceAll("\\D+", ""))
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> without(List<Long> ids, Set<Long> poison) {
        return ids.stream().filter(id -> !poison.contains(id)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 333, 500, 501, 999, 1000})
    void oneOfAThousandIsFoundInTwiceTheLogarithmOfRequests(long poison) {
        refusing(Set.of(poison));
        backlog(1_000);
        assertThat(rejectedIds()).containsExactly(poison);
        assertThat(world.acceptedBy("s")).isEqualTo(without(ids(1, 1_000), Set.of(poison)));
        // the one that was refused, and at most two for each time that 1,000 can be halved
        assertThat(requests).hasSizeLessThanOrEqualTo(1 + 2 * 10);
    }

    @Test
    void whatIsGivenUpSaysWhoseItIsWhatItIsAndWhereItStood() {
        refusing(Set.of(3L));
        backlog(4);
        Rejected rejected = world.rejected.get(0);
        assertThat(world.rejected).hasSize(1);
        assertThat(rejected.stage()).isEqualTo("deliver");
        assertThat(rejected.reason()).startsWith("document 3:");
        assertThat(rejected.streamId()).isEqualTo("s");
        assertThat(rejected.remoteStatus()).as("what it was refused with").isEqualTo(422);
        assertThat(rejected.source()).isEqualTo("1/0");
        assertThat(rejected.position()).isEqualTo("0.2");
        assertThat(new String(rejected.raw(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":3}");
        assertThat(rejected.time()).isEqualTo(world.now());
        world.pass(Duration.ofSeconds(2));
        StreamStatus status = world.status("s");
        assertThat(status.refused()).isEqualTo(1);
        assertThat(status.delivered()).isEqualTo(3);
        assertThat(status.pending()).isZero();
        assertThat(status.state()).isEqualTo(StreamStatus.State.RUNNING);
        assertThat(status.lastError()).isNull();
    }

    static Stream<Set<Long>> several() {
        return Stream.of(
                Set.of(1L, 100L),
                Set.of(1L, 2L),
                Set.of(50L, 51L),
                Set.of(99L, 100L),
                Set.of(10L, 20L, 30L, 40L),
                Set.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L));
    }

    @ParameterizedTest
    @MethodSource
    void several(Set<Long> poison) {
        refusing(poison);
        backlog(100);
        // the very last two need one beside them that is taken
        world.event(1, 101);
        world.pass(Duration.ofMinutes(5));
        assertThat(rejectedIds())
                .containsExactlyElementsOf(poison.stream().sorted().toList());
        assertThat(world.acceptedBy("s")).isEqualTo(without(ids(1, 101), poison));
    }

    @Test
    void aLoneRefusedDocumentIsKeptUntilOneBesideItIsTaken() {
        refusing(Set.of(1L));
        world.configure(stream);
        world.event(1, 1);
        world.pass(Duration.ofHours(3));
        assertThat(world.rejected).isEmpty();
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.FAILING);
        assertThat(world.status("s").pending()).isEqualTo(1);
        world.event(1, 2);
        world.pass(Duration.ofMinutes(5));
        assertThat(rejectedIds()).containsExactly(1L);
        assertThat(world.acceptedBy("s")).containsExactly(2L);
        assertThat(world.status("s").state()).isEqualTo(StreamStatus.State.RUNNING);
    }

    /** An outage ends between two requests of a search: what was refused just before is nobody's fault. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 31})
    void nothingIsGivenUpWhereAnOutageEndsWithinASearch(int refused) {
        for (Outcome outage : List.of(REFUSED, SERVER_ERROR)) {
            for (int batch : new int[] {1, 7, 1_000}) {
                World other = new World().limits(new Limits(batch, 1 << 20, Duration.ZERO, 1));
                AtomicInteger left = new AtomicInteger(refused);
                other.answering(request -> left.getAndDecrement() > 0 ? outage : DELIVERED);
                other.configure(paused(stream));
                other.events(1, 1, 40);
                other.configure(stream);
                other.pass(Duration.ofHours(5));
                assertThat(other.rejected)
                        .as("%s, batches of %s", outage, batch)
                        .isEmpty();
                assertThat(other.acceptedBy("s")).containsExactlyInAnyOrderElementsOf(ids(1, 40));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 3_000})
    void oneThatRefusesEverythingLosesNothingAndGetsAllWhenItIsWellAgain(int documents) {
        answering(ids -> REFUSED);
        backlog(documents);
        world.pass(Duration.ofHours(6));
        assertThat(world.rejected).isEmpty();
        assertThat(world.acceptedBy("s")).isEmpty();
        assertThat(world.status("s").pending()).isEqualTo(documents);
        world.accept();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.rejected).isEmpty();
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, documents));
    }

    @Test
    void oneThatRefusesEverythingIsAskedAtTheSlowEndOnly() {
        answering(ids -> REFUSED);
        backlog(3_000);
        world.pass(Duration.ofHours(2));
        List<Long> waitsMs = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            long ms = Duration.between(times.get(i - 1), times.get(i)).toMillis();
            if (ms > 0) {
                waitsMs.add(ms);
            }
        }
        assertThat(waitsMs)
                .hasSizeBetween(20, 50)
                .allSatisfy(ms -> assertThat(ms).isBetween(150_000L, 300_000L));
        assertThat(world.status("s").nextAttemptAt()).isAfter(world.now());
    }

    @Test
    void oneThatRefusesEverythingForAWhileInTheMiddleOfASearchLosesNothing() {
        world.answering(new Function<>() {
            private int answered;

            @Override
            public Outcome apply(Request request) {
                answered++;
                // 500 are taken, and then all is refused
                return answered == 2 ? DELIVERED : REFUSED;
            }
        });
        backlog(1_000);
        world.pass(Duration.ofMinutes(30));
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 500));
        assertThat(world.rejected).isEmpty();
        refusing(Set.of(700L));
        world.pass(Duration.ofMinutes(5));
        assertThat(rejectedIds()).containsExactly(700L);
        assertThat(world.acceptedBy("s")).isEqualTo(without(ids(1, 1_000), Set.of(700L)));
    }

    @Test
    void aFailureOfAnotherKindEndsTheSearchWithNothingGivenUp() {
        world.leaveOpen();
        backlog(4);
        world.answer(REFUSED);
        assertThat(world.open.getFirst().ids()).containsExactly(1L, 2L);
        world.answer(REFUSED);
        world.answer(REFUSED);
        // 1 is a suspect; before anything is taken beside it the network fails
        assertThat(world.open.getFirst().ids()).containsExactly(2L);
        world.answer(Outcome.unanswered(504, "deadline"));
        assertThat(world.open).isEmpty();
        world.accept();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.rejected).isEmpty();
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 4));
    }

    @Test
    void moreThanTenServerErrorsBeginTheSearch() {
        answering(ids -> ids.contains(5L) ? SERVER_ERROR : DELIVERED);
        backlog(8);
        world.pass(Duration.ofHours(1));
        assertThat(requests.subList(0, 11)).allMatch(ids -> ids.size() == 8);
        assertThat(requests.get(11)).isEqualTo(ids(1, 4));
        assertThat(rejectedIds()).containsExactly(5L);
        assertThat(world.rejected.get(0).remoteStatus()).isEqualTo(500);
        assertThat(world.acceptedBy("s")).isEqualTo(without(ids(1, 8), Set.of(5L)));
    }

    @Test
    void aServerThatIsDownLosesNothing() {
        world = World.tellingEachMinute();
        answering(ids -> SERVER_ERROR);
        backlog(1_000);
        world.pass(Duration.ofDays(1));
        assertThat(world.rejected).isEmpty();
        world.accept();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.rejected).isEmpty();
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 1_000));
    }

    static Stream<Outcome> notTheContentsFault() {
        return Stream.of(
                Outcome.unreached(503, "connection refused"),
                Outcome.tryAgain(503, "HTTP 503", Duration.ofSeconds(1)),
                Outcome.tryAgain(429, "HTTP 429", null),
                Outcome.configurationBroken(401, "HTTP 401"));
    }

    @ParameterizedTest
    @MethodSource
    void notTheContentsFault(Outcome outcome) {
        world = World.tellingEachMinute();
        answering(ids -> outcome);
        backlog(8);
        world.pass(Duration.ofDays(1));
        assertThat(requests).hasSizeGreaterThan(100).allMatch(ids -> ids.size() == 8);
        assertThat(world.rejected).isEmpty();
    }

    // ---- receivers that tell documents apart

    private static Outcome partly(
            int documents, Set<Integer> delivered, Set<Integer> refused, @Nullable Duration wait) {
        BitSet taken = new BitSet();
        delivered.forEach(taken::set);
        BitSet bad = new BitSet();
        refused.forEach(bad::set);
        return Outcome.partly(200, new Outcome.Parts(taken, bad), documents, "in part", wait);
    }

    @Test
    void whatIsRefusedBesideOthersIsGivenUpAtOnce() {
        world.leaveOpen();
        backlog(3);
        world.answer(partly(3, Set.of(0, 2), Set.of(1), null));
        assertThat(rejectedIds()).containsExactly(2L);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 3L);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status("s").pending()).isZero();
        assertThat(world.status("s").delivered()).isEqualTo(2);
        assertThat(world.status("s").refused()).isEqualTo(1);
    }

    @Test
    void whatWasThrottledIsSentAgainInOrderAndNothingElse() {
        world.leaveOpen();
        backlog(6);
        world.answer(partly(6, Set.of(0, 2, 5), Set.of(4), null));
        assertThat(world.open).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.open.getFirst().ids()).containsExactly(2L, 4L);
        world.answer(DELIVERED);
        assertThat(world.acceptedBy("s")).containsExactly(1L, 3L, 6L, 2L, 4L);
        assertThat(rejectedIds()).containsExactly(5L);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.status("s").pending()).isZero();
    }

    @Test
    void onePartThatIsTakenLetsTheNextWaitBeShort() {
        world.leaveOpen();
        backlog(40);
        for (int taken = 0; taken < 39; taken++) {
            int left = 40 - taken;
            world.answer(partly(left, Set.of(0), Set.of(), null));
            world.pass(Duration.ofSeconds(1));
            assertThat(world.open).as("after %s", taken).hasSize(1);
        }
        world.answer(DELIVERED);
        assertThat(world.acceptedBy("s")).isEqualTo(ids(1, 40));
    }

    @Test
    void aWaitThatIsAskedForIsKept() {
        world.leaveOpen();
        backlog(2);
        world.answer(partly(2, Set.of(0), Set.of(), Duration.ofSeconds(90)));
        world.pass(Duration.ofSeconds(89));
        assertThat(world.open).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(world.open.getFirst().ids()).containsExactly(2L);
        assertThat(world.attempts)
                .filteredOn(attempt -> attempt.outcome() == DeliveryAttempt.Outcome.TRY_AGAIN)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.nextAttemptAt())
                        .isEqualTo(attempt.startedAt().plusSeconds(90)));
    }

    @Test
    void whatIsSettledIsNotSentAgainAfterAWait() {
        world.limits(new Limits(4, 1 << 20, Duration.ZERO, 1));
        world.leaveOpen();
        backlog(8);
        world.answer(partly(4, Set.of(1, 3), Set.of(2), null));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.open.getFirst().ids()).containsExactly(1L);
        world.answer(Outcome.unanswered(503, "connection refused"));
        world.pass(Duration.ofSeconds(2));
        assertThat(world.open.getFirst().ids()).containsExactly(1L);
        world.answer(DELIVERED);
        assertThat(world.open.getFirst().ids()).isEqualTo(ids(5, 8));
        assertThat(rejectedIds()).containsExactly(3L);
    }

    @Test
    void whatExpiresBeforeSomethingThatIsSettledDoesNotHoldTheLane() {
        world = World.tellingEachMinute();
        world.leaveOpen();
        world.event(1, 1);
        world.pass(Duration.ofDays(10));
        world.event(1, 2);
        world.configure(World.stream("s", 1, StreamType.EVENTS, true, StreamConfiguration.State.RUNNING, Map.of()));
        world.answer(partly(2, Set.of(1), Set.of(), null));
        world.answering(request -> Outcome.unanswered(503, "connection refused"));
        world.pass(Duration.ofDays(11));
        world.accept();
        world.pass(Duration.ofHours(1));
        world.event(1, 3);
        world.pass(Duration.ofMinutes(10));
        assertThat(world.acceptedBy("s")).containsExactly(2L, 3L);
        assertThat(world.status("s").expired()).isEqualTo(1);
        assertThat(world.status("s").delivered()).isEqualTo(2);
        assertThat(world.status("s").pending()).isZero();
    }
}
