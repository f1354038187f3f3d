package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RestSettingsTest {
    private static final String URL = "https://example.com/in";

    @Test
    void hasDefaults() throws SettingsException {
        assertThat(read(ApiType.REST_API_BULK, Map.of("url", URL)).limits())
                .isEqualTo(new Limits(1000, 900_000, Duration.ZERO, 1));
        assertThat(read(ApiType.REST_API, Map.of("url", URL)).limits())
                .isEqualTo(new Limits(1, 900_000, Duration.ZERO, 1));
    }

    @Test
    void takesLimitsForTheTypeThatHasThem() throws SettingsException {
        Map<String, ?> all = Map.of(
                "url", URL, "max_records", 3000L, "max_bytes", 2048L, "linger_ms", 250L, "window", 8L, "unknown", 1L);

        assertThat(read(ApiType.REST_API_BULK, all).limits())
                .isEqualTo(new Limits(3000, 2048, Duration.ofMillis(250), 1));
        assertThat(read(ApiType.REST_API, all).limits()).isEqualTo(new Limits(1, 2048, Duration.ZERO, 8));
    }

    @ParameterizedTest
    @CsvSource({
        "REST_API_BULK, max_records, 0, 1 to 3000",
        "REST_API_BULK, max_records, 3001, 1 to 3000",
        "REST_API_BULK, max_bytes, 1023, 1024 to 16777216",
        "REST_API_BULK, max_bytes, 16777217, 1024 to 16777216",
        "REST_API_BULK, linger_ms, -1, 0 to 60000",
        "REST_API_BULK, linger_ms, 60001, 0 to 60000",
        "REST_API, window, 0, 1 to 64",
        "REST_API, window, 65, 1 to 64",
    })
    void saysWhichNumberIsOutOfBounds(ApiType type, String member, long value, String bounds) {
        assertRefused(type, Map.of("url", URL, member, value))
                .withMessage(member + ": is " + value + ", must be an integer from " + bounds);
    }

    @Test
    void takesNoOtherTypes() {
        assertRefused(Map.of("url", URL, "max_records", "10")).withMessageStartingWith("max_records: must be");
        assertRefused(Map.of("url", URL, "max_records", new BigDecimal("1.5"))).withMessageContaining("is 1.5");
        assertRefused(Map.of("url", 1L)).withMessage("url: must be a string");
        assertRefused(Map.of("url", URL, "headers", List.of("X: y"))).withMessage("headers: must be an object");
        assertRefused(Map.of("url", URL, "authorization", true)).withMessage("authorization: must be a string");
    }

    @Test
    void refusesAMethodThatItDoesNotSend() {
        assertRefused(Map.of("url", URL, "method", "DELETE")).withMessage("method: must be one of POST, PUT, PATCH");
    }

    @Test
    void needsAUrl() {
        assertRefused(Map.of()).withMessage("url: is missing");
        assertRefused(Map.of("url", "  ")).withMessage("url: is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "gopher://example.com",
                "http://",
                "https:///",
                "http://exa mple.com",
                "http://example.com/\r\nX: y",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://[::1/",
                "http://[fe80::1%25eth0]/",
                " https://example.com",
                "javascript:alert(1)",
                "jar:http://example.com!/"
            })
    void refusesWhatIsNoHttpUrl(String url) {
        assertRefused(Map.of("url", url)).withMessageStartingWith("url: must be a URL such as");
    }

    @Test
    void refusesAUserAndAFragmentWithoutRepeatingThem() {
        assertRefused(Map.of("url", "https://user:pass-word@example.com/"))
                .withMessageStartingWith("url: must not hold a user")
                .withMessageNotContaining("pass-word");
        assertRefused(Map.of("url", "https://token@example.com/")).withMessageStartingWith("url: must not hold a user");
        assertRefused(Map.of("url", URL + "#part")).withMessageContaining("fragment");
        assertRefused(Map.of("url", "https://example.com/" + "x".repeat(2048))).withMessageContaining("2048");
    }

    @Test
    void showsTheTargetWithoutItsQuery() throws SettingsException {
        RestSettings settings = read(ApiType.REST_API, Map.of("url", "https://Example.com:8443/a/b?key=se-cret"));

        assertThat(settings.target()).isEqualTo("https://example.com:8443/a/b");
        assertThat(settings.url().toString()).endsWith("?key=se-cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Expect",
                "Content-Encoding",
                "Accept-Encoding",
                "HTTP2-Settings",
                "Proxy-Authorization",
                "proxy-connection",
                "Webhook-Id",
                "webhook-signature",
                "WEBHOOK-TIMESTAMP"
            })
    void refusesHeadersThatAreNotTheCustomers(String name) {
        assertRefused(Map.of("url", URL, "headers", Map.of(name, "x")))
                .withMessage("headers: " + name + " cannot be set, the Data Streamer does that itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X Y", "X:", "X\r\nY", "Ü", "X\0", "X(", "\"X\""})
    void refusesNamesThatNoHeaderHas(String name) {
        assertRefused(Map.of("url", URL, "headers", Map.of(name, "x"))).withMessageStartingWith("headers: a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "se-cret\r\nX-Injected: y", "se-cret\n", "se-cret\0", "se-crét", "se-cret\u007f"})
    void refusesValuesThatNoHeaderHasWithoutRepeatingThem(String value) {
        assertRefused(Map.of("url", URL, "headers", Map.of("X-Key", value)))
                .withMessageStartingWith("headers: X-Key: must be a string of 1 to 4096 printable ASCII characters")
                .withMessageNotContaining("se-cr");
        if (!value.isEmpty()) {
            assertRefused(Map.of("url", URL, "authorization", value))
                    .withMessageStartingWith("authorization: must be a string of 1 to 4096")
                    .withMessageNotContaining("se-cr");
        }
    }

    @Test
    void refusesAHeaderThatIsThereTwice() {
        assertRefused(Map.of("url", URL, "authorization", "a", "headers", Map.of("AUTHORIZATION", "b")))
                .withMessage("headers: AUTHORIZATION is given twice");
        assertRefused(Map.of("url", URL, "headers", Map.of("X-Key", "a", "x-key", "b")))
                .withMessageContaining("is given twice");
    }

    @Test
    void refusesTooManyHeaders() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 33; i++) {
            many.put("X-" + i, "x");
        }
        assertRefused(Map.of("url", URL, "headers", many))
                .withMessage("headers: there are 33, at most 32 are possible");
    }

    @Test
    void refusesASigningSecretWithoutRepeatingIt() {
        assertRefused(Map.of("url", URL, "signing_secret", "whsec_c2hvcnQ="))
                .withMessageStartingWith("signing_secret: must be the base64 of 24 to 64")
                .withMessageNotContaining("c2hvcnQ");
    }

    @Test
    void showsNoSecretAsText() throws SettingsException {
        String text = read(
                        ApiType.REST_API,
                        Map.of(
                                "url",
                                URL + "?key=query-secret",
                                "authorization",
                                "Bearer the-token",
                                "headers",
                                Map.of("X-Key", "header-secret"),
                                "signing_secret",
                                RestConformance.SIGNING_SECRET))
                .toString();

        assertThat(text)
                .contains(URL, "X-Key", "Authorization")
                .doesNotContain("query-secret", "the-token", "header-secret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private static ThrowableAssertAlternative<SettingsException> assertRefused(Map<String, ?> settings) {
        return assertRefused(ApiType.REST_API_BULK, settings);
    }

    private static ThrowableAssertAlternative<SettingsException> assertRefused(ApiType type, Map<String, ?> settings) {
        return assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> read(type, settings));
    }

    private static RestSettings read(ApiType type, Map<String, ?> settings) throws SettingsException {
        return RestSettings.read(type, new Settings(settings));
    }
}
