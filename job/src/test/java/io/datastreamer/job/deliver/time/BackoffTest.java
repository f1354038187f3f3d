package io.datastreamer.job.deliver.time;

import io.datastreamer.connectors.spi.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private static final Duration INITIAL = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofMinutes(5);
    private static final RandomGenerator LEAST = () -> 0L;
    private static final RandomGenerator MOST = () -> -1L;
    private static final long LONG_AGO_MS = Duration.ofDays(1).toMillis();
    private static final Outcome FAILURE = Outcome.tryAgain(503, "refused", null);

    private static long delayMs(RandomGenerator random, int failures, Outcome outcome) {
        return new Backoff(INITIAL, MAX, random).delayMs(failures, outcome, LONG_AGO_MS, 0, false);
    }

    private static long delayMs(Backoff backoff, int failures) {
        return backoff.delayMs(failures, FAILURE, LONG_AGO_MS, 0, false);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "2, 2000",
        "3, 4000",
        "4, 8000",
        "9, 256000",
        "10, 300000",
        "11, 300000",
        "42, 300000",
        "64, 300000",
        "65, 300000",
        "1000000, 300000",
        "2147483647, 300000"
    })
    void doublesUpToTheLongestWaitAndStaysThereForEver(int failures, long full) {
        assertThat(delayMs(LEAST, failures, FAILURE)).isEqualTo(full / 2);
        assertThat(delayMs(MOST, failures, FAILURE)).isBetween(full - 1, full);
    }

    @Test
    void whatFailedTogetherDoesNotComeBackTogether() {
        SplittableRandom random = new SplittableRandom(1);
        Backoff backoff = new Backoff(INITIAL, MAX, random);
        long distinct = random.ints(1_000)
                .mapToLong(any -> delayMs(backoff, 5))
                .peek(delay -> assertThat(delay).isBetween(8_000L, 16_000L))
                .distinct()
                .count();
        assertThat(distinct).isGreaterThan(500);
    }

    @Test
    void waitsAtLeastAsLongAsTheReceiverAsks() {
        Outcome asks = Outcome.tryAgain(429, "throttled", Duration.ofSeconds(90));
        assertThat(delayMs(MOST, 1, asks)).isEqualTo(90_000);
        assertThat(delayMs(LEAST, 1_000_000, asks)).isEqualTo(150_000);
        Outcome asksLong = Outcome.tryAgain(503, "busy", Duration.ofHours(1));
        assertThat(delayMs(MOST, 1_000_000, asksLong)).isEqualTo(3_600_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000_000})
    void aBrokenConfigurationIsTriedAtTheSlowEnd(int failures) {
        Outcome broken = Outcome.configurationBroken(403, "forbidden");
        assertThat(delayMs(LEAST, failures, broken)).isEqualTo(150_000);
        assertThat(delayMs(MOST, failures, broken)).isBetween(299_999L, 300_000L);
    }

    @Test
    void extremeSettingsStayWithinTheirBounds() {
        Duration longest = Duration.ofMillis(Long.MAX_VALUE);
        assertThat(delayMs(new Backoff(Duration.ofMillis(1), longest, MOST), 1_000_000))
                .isPositive();
        assertThat(delayMs(new Backoff(longest, longest, MOST), 1_000_000)).isPositive();
        assertThat(delayMs(new Backoff(MAX, INITIAL, MOST), 1)).isBetween(999L, 1_000L);
        assertThat(delayMs(new Backoff(Duration.ZERO, MAX, MOST), 3)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 10000", "60000, 10000", "119999, 10000", "120000, 30000", "3600000, 30000", "7200000, 300000"})
    void anOutageIsLookedAtTheMoreOftenTheYoungerItIs(long awayMs, long longest) {
        Backoff backoff = new Backoff(INITIAL, MAX, MOST);
        assertThat(backoff.delayMs(1_000, FAILURE, awayMs, 0, true)).isBetween(longest - 1, longest);
        assertThat(backoff.delayMs(2, FAILURE, awayMs, 0, true)).isBetween(1_999L, 2_000L);
    }

    @Test
    void whoHoldsAPlaceForLongDoesNotHoldItMoreOften() {
        Backoff backoff = new Backoff(INITIAL, MAX, MOST);
        assertThat(backoff.delayMs(1_000, FAILURE, 60_000, 30_000, true)).isBetween(299_999L, 300_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 409, 421})
    void whatMayBeAStrayAnswerBeginsAtTheLowEndForOneThatHasDelivered(int status) {
        Outcome stray = Outcome.configurationBroken(status, "for a moment");
        Backoff backoff = new Backoff(INITIAL, MAX, MOST);
        assertThat(backoff.delayMs(1, stray, 0, 0, true)).isBetween(999L, 1_000L);
        assertThat(backoff.delayMs(12, stray, 1_000_000, 0, true)).isBetween(299_999L, 300_000L);
        assertThat(backoff.delayMs(1, stray, 0, 0, false)).isBetween(299_999L, 300_000L);
        Outcome wrongKey = Outcome.configurationBroken(401, "never");
        assertThat(backoff.delayMs(1, wrongKey, 0, 0, true)).isBetween(299_999L, 300_000L);
    }
}
