package io.datastreamer.job.normalize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.job.normalize.JsonBuffer.Name;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonBufferTest {
    private static final Name NAME = Name.of("n");
    private final JsonBuffer json = new JsonBuffer();

    @Test
    void anyStringIsReadBackByAParser() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(3000) / (1 + random.nextInt(100)); n > 0; n--) {
                int codePoint = random.nextInt(random.nextBoolean() ? 0x100 : 0x11_0000);
                if (codePoint < 0xd800 || codePoint > 0xdfff) {
                    text.appendCodePoint(codePoint);
                }
            }
            json.beginDocument("");
            json.beginObject().member(NAME, text.toString()).endObject();
            byte[] bytes = Arrays.copyOf(json.bytes(), json.length());
            assertThat(new ObjectMapper().readTree(bytes).get("n").textValue()).isEqualTo(text.toString());
        }
    }

    @Test
    void numbersAreWrittenAsTheyAreSaid() {
        Random random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong() >>> (1 + random.nextInt(63));
            json.beginDocument("");
            json.beginObject()
                    .member(NAME, number)
                    .memberMillionths(NAME, number)
                    .endObject();
            String text = new String(json.bytes(), 0, json.length(), UTF_8);
            String millionths =
                    BigDecimal.valueOf(number, 6).stripTrailingZeros().toPlainString();
            assertThat(text).isEqualTo("{\"n\":" + number + ",\"n\":" + millionths + "}");
        }
    }

    @Test
    void timesAgreeWithTheLibrary() {
        Random random = new Random(5);
        DateTimeFormatter event = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxxx");
        DateTimeFormatter usage = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
        DateTimeFormatter tunnel = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) (random.nextDouble() * 315_537_897_600_000L) - 62_135_596_800_000L;
            var time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
            json.beginDocument("");
            json.beginObject()
                    .memberTime(NAME, millis, TimeFormat.EVENT)
                    .memberTime(NAME, millis, TimeFormat.USAGE)
                    .memberTime(NAME, millis, TimeFormat.TUNNEL)
                    .endObject();
            String text = new String(json.bytes(), 0, json.length(), UTF_8);
            assertThat(text)
                    .isEqualTo("{\"n\":\"" + event.format(time) + "\",\"n\":\"" + usage.format(time) + "\",\"n\":\""
                            + tunnel.format(time) + "\"}");
        }
    }
}
