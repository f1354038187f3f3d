package io.datastreamer.portal.api;

import java.util.Map;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class SecretFingerprintTest {
    private static final Map<String, Object> ONE = Map.of("encrypted", "AAAA");
    private static final Map<String, Object> OTHER = Map.of("encrypted", "AAAB");

    @Test
    void itIsAnotherOneForAnotherEncryptedText() {
        assertThat(SecretFingerprint.of(ONE))
                .matches("[0-9a-f]{32}")
                .isEqualTo(SecretFingerprint.of(Map.of("encrypted", "AAAA")))
                .isNotEqualTo(SecretFingerprint.of(OTHER));
        assertThat(SecretFingerprint.of(Map.of("X-A", ONE, "X-B", OTHER)))
                .matches("[0-9a-f]{32}")
                .isEqualTo(SecretFingerprint.of(Map.of("X-B", OTHER, "X-A", ONE)))
                .isNotEqualTo(SecretFingerprint.of(Map.of("X-A", OTHER, "X-B", ONE)))
                .isNotEqualTo(SecretFingerprint.of(Map.of("X-A", ONE)));
    }

    @Test
    void whatStandsInClearHasNone() {
        assertThat(SecretFingerprint.of(null)).isNull();
        assertThat(SecretFingerprint.of("in clear")).isNull();
        assertThat(SecretFingerprint.of(Map.of())).isNull();
        assertThat(SecretFingerprint.of(Map.of("X-A", ONE, "X-B", "in clear"))).isNull();
        // a header with that name
        assertThat(SecretFingerprint.of(Map.of("encrypted", "in clear", "X-A", "in clear")))
                .isNull();
    }
}
