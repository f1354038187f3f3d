package io.datastreamer.portal.store;

import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttempt.Outcome;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

class AttemptIndexTest {
    private static final List<RecordKind> KINDS = List.of(RecordKind.values());
    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private record Told(int partition, long offset, DeliveryAttempt attempt) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void itFindsWhatALookAtAllWouldFind(int seed) {
        Random random = new Random(seed);
        AttemptIndex index = new AttemptIndex(100_000, 50);
        List<Told> all = new ArrayList<>();
        long[] offsets = {1000, 5_000_000_000L};
        index.begin(0, offsets[0]);
        index.begin(1, offsets[1]);
        for (int i = 0; i < 2000; i++) {
            int partition = random.nextInt(2);
            // transactions leave gaps; a large one ends a segment
            offsets[partition] += 1 + random.nextInt(3) + (random.nextInt(200) == 0 ? 600_000_000L : 0);
            Told told = new Told(partition, offsets[partition], attempt(random, i));
            all.add(told);
            index.add(told.partition(), told.offset(), told.attempt());
            // read again after a failure
            index.add(told.partition(), told.offset(), told.attempt());
        }
        assertThat(index.size()).isEqualTo(2000);
        for (int i = 0; i < 200; i++) {
            AttemptIndex.Wanted wanted = new AttemptIndex.Wanted(
                    stream(random.nextInt(6)),
                    random.nextBoolean() ? null : KINDS.get(random.nextInt(2)),
                    random.nextBoolean() ? null : List.of(OUTCOMES.get(random.nextInt(4))),
                    random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(2000)),
                    random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(2000)),
                    null);
            int partition = random.nextInt(2);
            long before = all.get(random.nextInt(all.size())).offset();
            List<Long> expected = new ArrayList<>();
            all.stream()
                    .filter(told -> told.partition() == partition && told.offset() < before)
                    .filter(told -> wanted.test(told.attempt()))
                    .forEach(told -> expected.add(0, told.offset()));
            // it may also find attempts of other times or of streams with the same hash, never fewer, and in order
            List<Long> found = index.find(partition, before, wanted, Integer.MAX_VALUE);
            assertThat(found).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
            assertThat(found).containsAll(expected);
            assertThat(index.find(partition, before, wanted, 3)).isEqualTo(found.subList(0, Math.min(3, found.size())));
            if (wanted.from() == null
                    && wanted.to() == null
                    && wanted.streamId().length() > 2) {
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    @Test
    void theOldestFallOffWhenItIsFull() {
        AttemptIndex index = new AttemptIndex(100, 10);
        AttemptIndex.Wanted wanted = new AttemptIndex.Wanted("a", null, null, null, null, null);
        for (int i = 0; i < 1000; i++) {
            index.add(i % 2, i, attempt("a", i));
            assertThat(index.size()).isLessThanOrEqualTo(100);
        }
        for (int partition = 0; partition < 2; partition++) {
            assertThat(index.firstOf(partition)).isBetween(890L, 910L);
            assertThat(index.find(partition, 1000, wanted, 1000)).hasSizeBetween(45, 55);
            assertThat(index.oldestOf(partition)).isEqualTo(Instant.ofEpochSecond(index.firstOf(partition)));
        }
    }

    @Test
    void thePastIsAddedAtTheOldEndAsLongAsThereIsRoom() {
        AttemptIndex index = new AttemptIndex(25, 10);
        AttemptIndex.Wanted wanted = new AttemptIndex.Wanted("a", null, null, null, null, null);
        index.begin(0, 100);
        index.add(0, 100, attempt("a", 100));
        for (int slice = 9; slice >= 0; slice--) {
            AttemptSegment segment = new AttemptSegment(slice * 10L, 10);
            for (long offset = slice * 10L; offset < slice * 10L + 10; offset++) {
                AttemptIndex.add(segment, offset, attempt("a", (int) offset));
            }
            segment.seal();
            assertThat(index.prepend(0, slice * 10L + 10, segment)).isEqualTo(slice >= 8);
        }
        assertThat(index.find(0, Long.MAX_VALUE, wanted, 100)).hasSize(21).endsWith(80L);
        index.forgetBefore(0, 92);
        assertThat(index.firstOf(0)).isEqualTo(90);
        assertThat(index.size()).isEqualTo(11);
    }

    /** Two of the streams have the same hash. */
    private static String stream(int number) {
        return List.of("Aa", "BB", "stream-1", "stream-2", "stream-3", "stream-4")
                .get(number);
    }

    private static DeliveryAttempt attempt(Random random, int second) {
        DeliveryAttempt like = attempt(stream(random.nextInt(6)), second);
        return new DeliveryAttempt(
                like.streamId(),
                KINDS.get(random.nextInt(2)),
                like.batchId(),
                1,
                1,
                1,
                1,
                1,
                like.startedAt(),
                1,
                OUTCOMES.get(random.nextInt(4)),
                200,
                true,
                null,
                null);
    }

    private static DeliveryAttempt attempt(String stream, int second) {
        return new DeliveryAttempt(
                stream,
                RecordKind.EVENT,
                "batch",
                1,
                1,
                1,
                1,
                1,
                Instant.ofEpochSecond(second),
                1,
                Outcome.DELIVERED,
                200,
                true,
                null,
                null);
    }
}
