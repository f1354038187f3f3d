package io.datastreamer.quickstart;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {
    @ParameterizedTest
    @CsvSource({"0, false", "14, false", "15, true", "29, true", "30, false", "59, false"})
    void isTheSecondQuarterOfARunThatEnds(long seconds, boolean away) {
        assertThat(Outage.of(Duration.ofSeconds(60)).isAway(Duration.ofSeconds(seconds)))
                .isEqualTo(away);
    }

    @ParameterizedTest
    @CsvSource({"19, false", "20, true", "39, true", "40, false", "99, false", "100, true", "120, false"})
    void comesAgainInARunWithoutEnd(long seconds, boolean away) {
        assertThat(Outage.of(null).isAway(Duration.ofSeconds(seconds))).isEqualTo(away);
    }
}
