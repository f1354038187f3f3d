package io.datastreamer.job.deliver.time;

import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {
    private static final long MS = 1_000_000;
    private static final long NOW = 1_700_000_000_000L;

    /** One request every 10 ms. */
    private final Pace pace = new Pace(100, NOW);

    @Test
    void belowTheRateRequestsLeaveAtOnce() {
        for (long now = NOW; now < NOW + 1_000 * MS; now += 10 * MS) {
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
        assertThat(last).isBetween(NOW + 500 * MS, NOW + 510 * MS);
    }

    @Test
    void theMoreDocumentsComeTheFewerRequestsLeave() {
        // 400 documents a second, four times the rate of requests: places are 20 ms apart
        for (long now = NOW; now < NOW + 5_000 * MS; now += 5 * MS) {
            pace.documentsCame(2, now);
        }
        long now = NOW + 10_000_000 * MS;
        Pace fresh = new Pace(100, now);
        for (int i = 0; i < 40; i++) {
            pace.next(now);
            fresh.next(now);
        }
        assertThat(pace.next(now) - now).isBetween(750 * MS, 755 * MS);
        assertThat(fresh.next(now) - now).isBetween(350 * MS, 355 * MS);
    }

    @Test
    void nobodyWaitsForMoreThanASecond() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.next(NOW)).isLessThanOrEqualTo(NOW + Pace.LONGEST_NANOS);
        }
    }
}
