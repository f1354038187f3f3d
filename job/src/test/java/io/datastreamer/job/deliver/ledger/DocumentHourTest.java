package io.datastreamer.job.deliver.ledger;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.job.deliver.journal.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentHourTest {
    private static final Instant CAME = Instant.parse("2026-03-01T12:34:56Z");
    private final DocumentHour hours = new DocumentHour();

    private long hour(boolean isEvent, String json) {
        byte[] bytes = ("before" + json + "behind").getBytes(UTF_8);
        int length = json.getBytes(UTF_8).length;
        Batch.Item item = new Batch.Item(7, isEvent ? 1 : -1, "", bytes, 6, length, 6 + length, 6);
        return hours.of(new Entry(item, 0, 0, 0, CAME.toEpochMilli()));
    }

    private static long hour(String time) {
        return Instant.parse(time).getEpochSecond() / 3_600;
    }

    @ParameterizedTest
    @CsvSource({
        "2017-10-26T07:28:00.000+0000, 2017-10-26T07:00:00Z",
        "2024-02-29T23:59:59.999+0000, 2024-02-29T23:00:00Z",
        "1970-01-01T00:00:00.000+0000, 1970-01-01T00:00:00Z"
    })
    void ofAnEventItsTimestamp(String timestamp, String hour) {
        String json =
                "{\"id\":7,\"alert\":false,\"description\":\"VLR='491', \\\"timestamp\\\":\\\"2011-01-01T00:00\\\".\","
                        + "\"timestamp\":\"" + timestamp + "\",\"event_type\":{\"id\":1}}";
        assertThat(hour(true, json)).isEqualTo(hour(hour));
        // the same again, with one of another hour in between
        assertThat(hour(true, json.replace(timestamp, "2001-02-03T04:05:06.000+0000")))
                .isNotEqualTo(hour(hour));
        assertThat(hour(true, json)).isEqualTo(hour(hour));
    }

    @Test
    void ofUsageItsEndWhereverThatStands() {
        String start = "{\"cost\":1,\"id\":7,\"start_timestamp\":\"2017-03-19 20:06:33\",";
        assertThat(hour(false, start + "\"currency\":{},\"end_timestamp\":\"2017-03-19 21:21:23\"}"))
                .isEqualTo(hour("2017-03-19T21:00:00Z"));
        assertThat(hour(false, start + "\"end_timestamp\":\"2017-03-19 22:21:23\",\"currency\":{}}"))
                .isEqualTo(hour("2017-03-19T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"timestamp\":5}",
                "{\"timestamp\":\"2017-02-29T07:28:00.000+0000\"}",
                "{\"timestamp\":\"2017-13-01T07:28:00.000+0000\"}",
                "{\"timestamp\":\"2017-12-01T24:28:00.000+0000\"}",
                "{\"timestamp\":\"2017-12-0xT04:28:00.000+0000\"}",
                "{\"timestamp\":\"2017-12\"}"
            })
    void whereItTellsNoneTheHourInWhichItCame(String json) {
        assertThat(hour(true, json)).isEqualTo(hour("2026-03-01T12:00:00Z"));
    }

    @Test
    void theHashIsThatOfTheDataContract() {
        assertThat(Long.toHexString(IdHash.of(0))).isEqualTo("e220a8397b1dcdaf");
        assertThat(Long.toHexString(IdHash.of(201_370_701))).isEqualTo("53735f38eaacff9f");
        assertThat(Long.toHexString(IdHash.of(Long.MAX_VALUE))).isEqualTo("2a67d7552e039ea7");
    }
}
