package io.datastreamer.job.deliver;

import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {
    private static final long NOW = 1_700_000_000_000L;

    /** One request every 10 ms. */
    private final Pace pace = new Pace(100);

    @Test
    void belowTheRateRequestsLeaveAtOnce() {
        for (long now = NOW; now < NOW + 1_000; now += 10) {
            assertThat(pace.next(now)).isEqualTo(now);
        }
    }

    @Test
    void aFewMayLeaveTogether() {
        for (int i = 0; i < 6; i++) {
            assertThat(pace.next(NOW)).isEqualTo(NOW);
        }
        assertThat(pace.next(NOW)).isGreaterThan(NOW);
    }

    @Test
    void aboveTheRateTheyLeaveOneAfterTheOther() {
        long last = NOW;
        for (int i = 0; i < 56; i++) {
            long leaves = pace.next(NOW);
            assertThat(leaves).isGreaterThanOrEqualTo(last);
            last = leaves;
        }
        assertThat(last).isBetween(NOW + 500, NOW + 510);
    }

    @Test
    void nobodyWaitsForMoreThanASecond() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.next(NOW)).isLessThanOrEqualTo(NOW + Pace.LONGEST_MS);
        }
    }

    @Test
    void aClockThatIsSetBackHoldsUpNobody() {
        pace.next(NOW);
        assertThat(pace.next(NOW - 86_400_000)).isEqualTo(NOW - 86_400_000 + Pace.LONGEST_MS);
        assertThat(pace.next(NOW)).isEqualTo(NOW);
    }
}
