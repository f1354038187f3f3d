package io.datastreamer.job.decode;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

class IsoTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2017-10-26T07:28:00Z, 2017-10-26T07:28:00Z",
        "2017-10-26T07:28:00.000+0000, 2017-10-26T07:28:00Z",
        "2017-10-26T07:28:00.1-02:30, 2017-10-26T09:58:00.100Z",
        "2017-10-26T07:28:00.123456789Z, 2017-10-26T07:28:00.123Z",
        "2017-10-26T07:28Z, 2017-10-26T07:28:00Z",
        "2016-02-29T23:59:59+14:00, 2016-02-29T09:59:59Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    })
    void readsTimesWithAZone(String text, String instant) {
        assertThat(parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
        assertThat(parseUtcByDefault(text)).isEqualTo(parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2017",
                "2017-10-26",
                "2017-10-26T07:28:00",
                "2017-10-26T07:28:60Z",
                "2017-10-26T24:00:00Z",
                "2017-13-26T07:28:00Z",
                "2017-00-26T07:28:00Z",
                "2017-04-31T07:28:00Z",
                "1900-02-29T07:28:00Z",
                "2017-10-26T07:28:00+1",
                "2017-10-26T07:28:00+19:00",
                "2017-10-26T07:28:00+01:60",
                "2017-10-26T07:28:00ZZ",
                "2017-10-26T07:28:00Z ",
                "2017-1x-26T07:28:00Z",
                "0000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "+999999999-12-31T23:59:59Z",
            })
    void refusesWhatIsNone(String text) {
        assertThat(parse(text)).isEqualTo(IsoTime.NONE);
    }

    @Test
    void timesWithoutAZoneMayBeUtc() {
        long expected = Instant.parse("2017-12-11T05:49:29Z").toEpochMilli();
        assertThat(parseUtcByDefault("2017-12-11T05:49:29")).isEqualTo(expected);
        assertThat(parseUtcByDefault("2017-12-11T05:49")).isEqualTo(expected - 29_000);
        assertThat(parseUtcByDefault("2017-12-11")).isEqualTo(IsoTime.NONE);
    }

    @Test
    void agreesWithTheLibrary() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) (random.nextDouble() * 315_537_897_600_000L) - 62_135_596_800_000L;
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60 + 1) - 18 * 60) * 60);
            OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(offset);
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
                assertThat(parse(text)).as(text).isEqualTo(millis);
            }
        }
    }

    private static long parse(String text) {
        return IsoTime.parse((" " + text).getBytes(US_ASCII), 1, text.length());
    }

    private static long parseUtcByDefault(String text) {
        return IsoTime.parseUtcByDefault((" " + text).getBytes(US_ASCII), 1, text.length());
    }
}
