package io.datastreamer.job.ingest.time;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class RecordTimesTest {
    private static final Duration RETENTION = Duration.ofDays(20);

    private final Counter replaced = new SimpleCounter();
    private final RecordTimes times = new RecordTimes(RETENTION, replaced, "metric");
    private final long now = System.currentTimeMillis();

    @Test
    void aTimeWithinTheHistoryCounts() {
        assertCounts(now);
        assertCounts(now - RETENTION.toMillis() + 60_000);
        assertCounts(now + Duration.ofMinutes(9).toMillis());
        assertThat(replaced.getCount()).isZero();
    }

    @Test
    void anyOtherCountsAsThePresent() {
        assertReplaced(0);
        assertReplaced(-1);
        assertReplaced(Long.MIN_VALUE);
        assertReplaced(Long.MAX_VALUE);
        // seconds instead of milliseconds, and microseconds
        assertReplaced(now / 1000);
        assertReplaced(now * 1000);
        assertReplaced(now - RETENTION.toMillis() - 1);
        assertReplaced(now + Duration.ofMinutes(11).toMillis());
        assertThat(replaced.getCount()).isEqualTo(8);
    }

    private void assertCounts(long time) {
        assertThat(times.of(time, "topic-0", 7)).isEqualTo(time);
    }

    private void assertReplaced(long time) {
        assertThat(times.of(time, "topic-0", 7)).isBetween(now, System.currentTimeMillis());
    }
}
