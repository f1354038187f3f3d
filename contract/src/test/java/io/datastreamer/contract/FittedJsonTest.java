package io.datastreamer.contract;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FittedJsonTest {
    private static final Instant TIME = Instant.parse("2026-11-20T01:02:03.004Z");

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 1_000, 50_000, 900_000, 1_048_576})
    void aRejectedRecordKeepsAsMuchOfItsBytesAsFits(int most) throws Exception {
        byte[] raw = new byte[800_000];
        Arrays.fill(raw, (byte) 'x');
        byte[] whole = RejectedCodec.write(rejected("why", raw));

        byte[] fitted = FittedJson.of(whole, most);

        assertThat(fitted).hasSizeLessThanOrEqualTo(most);
        // never less than what the fours of Base64 cost
        assertThat(fitted.length).isGreaterThan(Math.min(most, whole.length) - 4);
        assertThat(new String(fitted, UTF_8)).contains("\"raw_bytes\":800000");
        assertThat(RejectedCodec.read(fitted).raw())
                .isEqualTo(Arrays.copyOf(raw, RejectedCodec.read(fitted).raw().length));
    }

    @Test
    void longTextsLoseTheirEndWhenThatIsNotEnough() throws Exception {
        byte[] fitted = FittedJson.of(RejectedCodec.write(rejected("ü".repeat(200_000), new byte[9_000])), 2_000);

        Rejected read = RejectedCodec.read(fitted);
        assertThat(read.raw()).isEmpty();
        assertThat(read.reason()).hasSize(501).startsWith("üü").endsWith("ü…");
        assertThat(new String(fitted, UTF_8)).contains("\"raw_bytes\":9000");
    }

    @Test
    void whatFitsIsLeftAsItIs() throws Exception {
        byte[] whole = RejectedCodec.write(rejected("why", new byte[] {1, 2, 3}));

        assertThat(FittedJson.of(whole, whole.length)).isSameAs(whole);
    }

    @Test
    void whatCannotFitIsRefused() {
        byte[] whole = RejectedCodec.write(rejected("why", new byte[] {1, 2, 3}));

        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> FittedJson.of(whole, 50))
                .withMessageContaining("takes 50 bytes");
    }

    private static Rejected rejected(String reason, byte[] raw) {
        return new Rejected("decode", reason, "topic-1", "42", raw, null, 0, TIME);
    }
}
