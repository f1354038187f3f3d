package io.datastreamer.portal.web;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {
    private final SteppingClock clock = new SteppingClock();
    private final RateLimit limit = new RateLimit(6, clock);

    @Test
    void eachCallerHasItsOwnBucketThatFillsEvenly() {
        for (int i = 0; i < 6; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isEqualTo(10);
        assertThat(limit.take("b")).isZero();
        clock.now = clock.now.plusSeconds(9);
        assertThat(limit.take("a")).isEqualTo(1);
        clock.now = clock.now.plusSeconds(1);
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isEqualTo(10);
    }

    @Test
    void aBucketIsNeverMoreThanFull() {
        clock.now = clock.now.plusSeconds(3600);
        for (int i = 0; i < 6; i++) {
            assertThat(limit.take("a")).isZero();
        }
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void aClockThatGoesBackTakesNothingAway() {
        limit.take("a");
        clock.now = clock.now.minusSeconds(3600);
        assertThat(limit.take("a")).isZero();
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.EPOCH.plusSeconds(1_000_000);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
