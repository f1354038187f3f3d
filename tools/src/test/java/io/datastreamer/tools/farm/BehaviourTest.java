package io.datastreamer.tools.farm;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BehaviourTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "healthy",
                "status=503",
                "status=429,retry-after=2s",
                "status=503,latency=20ms,jitter=5ms,share=0.1",
                "black-hole",
                "endless-head,up=50000ms,down=10000ms",
                "refused",
                "poison=7+42",
                "status=422,poison=42",
                "drip,status=500",
                "over=100000",
                "close,over=1000000",
                "reset,poison=7",
                "black-hole,poison=7,over=10",
                "no-length",
                "latency=20ms,per-document=100ms,idle=1000ms"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(Behaviour.parse(text)).hasToString(text);
    }

    @Test
    void isMadeInCodeAsInText() {
        assertThat(Behaviour.parse("healthy")).isEqualTo(Behaviour.HEALTHY);
        assertThat(Behaviour.parse("status=429, retry-after=1s, latency=5s"))
                .isEqualTo(Behaviour.status(429)
                        .withRetryAfter(Duration.ofSeconds(1))
                        .withLatency(Duration.ofSeconds(5), Duration.ZERO));
        assertThat(Behaviour.parse("poison=3")).isEqualTo(Behaviour.status(400).withPoison(Set.of(3L)));
        assertThat(Behaviour.parse("over=1000")).isEqualTo(Behaviour.status(413).over(1000));
        assertThat(Behaviour.parse("per-document=1s,idle=2s"))
                .isEqualTo(Behaviour.HEALTHY
                        .withTimePerDocument(Duration.ofSeconds(1))
                        .withIdleClose(Duration.ofSeconds(2)));
        assertThat(Behaviour.parse("reset,share=0.5"))
                .isEqualTo(Behaviour.of(Fault.RESET).withShare(0.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sleepy|'sleepy' is no fault; there are refused, unreachable, deaf",
                "reset,drip|reset and drip: one fault is possible",
                "status=700|status=700: expected is a whole number from 200 to 599",
                "latency=5|latency=5: expected is a time such as",
                "share=2|share=2: expected is a number from 0 to 1",
                "poison=a|poison=a: expected is a whole number",
                "speed=1|'speed' is not known; there are status",
                "up=5s|a schedule needs both up and down",
                "refused,share=0.1|refused meets connections, not requests",
                "deaf,over=5|deaf meets connections, not requests",
                "over=-1|over=-1: expected is a whole number from 0",
                "status=500,status=501|status is given twice"
            })
    void tellsWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Behaviour.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aScheduleIsWellFirst() {
        Behaviour outages = Behaviour.of(Fault.RESET).withOutages(Duration.ofSeconds(50), Duration.ofSeconds(10));

        assertThat(outages.isDown(Duration.ofSeconds(49))).isFalse();
        assertThat(outages.nextChange(Duration.ofSeconds(49))).isEqualTo(Duration.ofSeconds(50));
        assertThat(outages.isDown(Duration.ofSeconds(50))).isTrue();
        assertThat(outages.nextChange(Duration.ofSeconds(50))).isEqualTo(Duration.ofSeconds(60));
        assertThat(outages.isDown(Duration.ofSeconds(60))).isFalse();
        assertThat(outages.isDown(Duration.ofSeconds(115))).isTrue();
    }
}
