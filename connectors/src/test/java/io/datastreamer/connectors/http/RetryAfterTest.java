package io.datastreamer.connectors.http;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                             | PT0S
            120                           | PT2M
            ' 7 '                         | PT7S
            3600                          | PT1H
            3601                          | PT1H
            99999999999999999999          | PT1H
            Wed, 04 Mar 2026 10:00:30 GMT | PT30S
            Wed, 4 Mar 2026 10:01:00 GMT  | PT1M
            Wed, 04 Mar 2026 09:00:00 GMT | PT0S
            Thu, 04 Mar 2027 10:00:00 GMT | PT1H
            12.0                          | PT12S
            12.5                          | PT13S
            1.                            | PT1S
            '12, 12'                      | PT12S
            '12,30.0 , 7'                 | PT30S
            '99999999999999999999, 1'     | PT1H
            Wednesday, 04-Mar-26 10:00:30 GMT | PT30S
            Wednesday, 04-Mar-75 10:00:30 GMT | PT1H
            Wednesday, 04-Mar-77 10:00:30 GMT | PT0S
            Wed Mar  4 10:00:30 2026      | PT30S
            Wed Mar 14 10:00:30 2026      | PT1H
            wed, 04 mar 2026 10:00:30 gmt | PT30S
            Thu, 04 Mar 2026 10:00:30 GMT | PT30S
            04 Mar 2026 10:00:30 GMT      | PT30S
            """)
    void readsSecondsAndDatesWithinAnHour(String header, Duration expected) {
        assertThat(RetryAfter.read(header, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "-1",
                ".5",
                "1e3",
                "12,",
                "12, soon",
                "Wed, 30 Feb 2026x 10:00:30 GMT",
                "2026-03-04T10:00:30Z",
                "Wed, 99 Mar 2026 10:00:30 GMT",
                "٣"
            })
    void ignoresWhatItDoesNotUnderstand(String header) {
        assertThat(RetryAfter.read(header, NOW)).isNull();
    }

    @Test
    void knowsNoneWithoutTheHeader() {
        assertThat(RetryAfter.read(null, NOW)).isNull();
    }
}
