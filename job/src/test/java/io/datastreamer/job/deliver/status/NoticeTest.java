package io.datastreamer.job.deliver.status;

import io.datastreamer.job.deliver.lane.Flights;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeTest {
    private static final Instant ENDS = Instant.parse("2026-06-01T10:00:00.500Z");

    private final StreamLanes stream = Flights.certified("s", ENDS).stream();

    @Test
    void aCertificateThatEndsWithin30DaysIsNoticed() {
        assertThat(Notice.of(stream, ENDS.minus(Duration.ofDays(30)))).isNull();
        assertThat(Notice.of(stream, ENDS.minus(Duration.ofDays(30)).plusMillis(1)))
                .isEqualTo("the client certificate expires at 2026-06-01T10:00:00Z");
        assertThat(Notice.of(stream, ENDS.plusSeconds(1)))
                .isEqualTo("the client certificate has expired at 2026-06-01T10:00:00Z");
    }

    @Test
    void aStreamWithoutOneSaysNothing() {
        assertThat(Notice.of(Flights.lane("s").stream(), ENDS)).isNull();
    }
}
