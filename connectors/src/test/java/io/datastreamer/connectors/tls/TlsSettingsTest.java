package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Certificates and keys as OpenSSL writes them and as people paste them. */
class TlsSettingsTest {
    private static final HeldCertificate MINE = new HeldCertificate.Builder().build();
    private static final HeldCertificate OTHER = new HeldCertificate.Builder().build();

    @ParameterizedTest
    @CsvSource({
        "rsa-pkcs1, rsa-certificate, RSA",
        "rsa-pkcs8, rsa-certificate, RSA",
        "ec-sec1-with-curve, ec-certificate, EC",
        "ed25519, ed25519-certificate, EdDSA",
    })
    void takesEachKindOfKey(String key, String certificate, String algorithm) throws SettingsException {
        TlsSettings read = read("client_certificate", pem(certificate), "client_key", pem(key));

        assertThat(Objects.requireNonNull(read.key()).getAlgorithm()).isEqualTo(algorithm);
        assertThat(read.chain()).hasSize(1);
    }

    @Test
    void takesAnEcKeyWithoutItsParametersApart() throws SettingsException {
        assertThat(PemPrivateKey.read("client_key", pem("ec-sec1")).getAlgorithm())
                .isEqualTo("EC");
    }

    /** A one-line field removes line breaks, and mail programs change them. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n", "\n \n"})
    void lineBreaksMayBeAny(String between) throws SettingsException {
        TlsSettings read = read(
                "client_certificate",
                "Subject: me\n" + pem("rsa-certificate").replace("\n", between),
                "client_key",
                pem("rsa-pkcs8").replace("\n", between));

        assertThat(read.chain()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-passphrase, has a passphrase",
        "rsa-passphrase-pkcs1, has a passphrase",
        "rsa-certificate, must be one private key",
    })
    void saysWhatIsWrongWithAKey(String file, String reason) {
        assertRefused("client_key", pem(file))
                .withMessageStartingWith("client_key: ")
                .withMessageContaining(reason);
    }

    @Test
    void saysWhatIsWrongWithDamagedText() {
        String key = pem("rsa-pkcs8");
        String certificate = pem("rsa-certificate");
        assertRefused("client_key", "x").withMessageContaining("must be PEM, from -----BEGIN PRIVATE KEY-----");
        assertRefused("client_key", key + key).withMessageContaining("must be one private key");
        assertRefused("client_key", key.substring(0, 200)).withMessageContaining("begins and does not end");
        assertRefused("client_key", key.replace("MII", "M*I")).withMessageContaining("no base64");
        assertRefused("client_key", key.replace("MII", "MIJ")).withMessageContaining("or a damaged one");
        assertRefused("client_certificate", key).withMessageContaining("no certificate, but a private key");
        assertRefused("client_certificate", certificate.replace("MII", "MIJ"))
                .withMessageContaining("or a damaged one");
        assertRefused("ca_certificates", certificate + certificate.substring(0, 300))
                .withMessageContaining("begins and does not end");
        assertRefused("ca_certificates", "x".repeat(20_000)).withMessageContaining("at most 16384 characters");
        assertRefused("tls_min_version", "1.1").withMessage("tls_min_version: must be one of 1.2, 1.3");
    }

    @Test
    void noMessageShowsAKey() {
        String key = pem("rsa-pkcs8");
        for (String wrong : new String[] {key.replace("MII", "M*I"), key.substring(0, 900), key + key, "hush" + key}) {
            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(() -> read("client_key", wrong))
                    .satisfies(e -> assertThat(e.getMessage())
                            .doesNotContain("hush", key.substring(100, 120))
                            .hasSizeLessThan(120));
        }
    }

    /**
     * Each member is checked together with valid values of the others: the missing member is named, not the given ones.
     */
    @Test
    void namesTheCompanionThatIsMissing() {
        assertRefused("client_key", MINE.privateKeyPkcs8Pem())
                .withMessage("client_certificate: is missing, and there is a client_key");
        assertRefused("client_certificate", MINE.certificatePem())
                .withMessage("client_key: is missing, and there is a client_certificate");
    }

    @Test
    void aKeyHasToFit() throws SettingsException {
        assertRefused(
                        "client_certificate", MINE.certificatePem(),
                        "client_key", OTHER.privateKeyPkcs8Pem())
                .withMessage("client_key: belongs to another certificate than client_certificate");
        assertRefused("client_certificate", MINE.certificatePem(), "client_key", pem("rsa-pkcs8"))
                .withMessage("client_key: belongs to another certificate than client_certificate");
        assertRefused(
                        "client_certificate",
                        OTHER.certificatePem() + MINE.certificatePem(),
                        "client_key",
                        MINE.privateKeyPkcs8Pem())
                .withMessage("client_certificate: must begin with the certificate that the key belongs to");
        TlsSettings read = read("client_certificate", MINE.certificatePem(), "client_key", OTHER.privateKeyPkcs8Pem());
        assertThat(read.refusal(Instant.now()))
                .isEqualTo(
                        Outcome.forbidden(500, "client_key: belongs to another certificate than client_certificate"));
    }

    @Test
    void aCertificateIsGoodForItsTimeOnly() throws SettingsException {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        HeldCertificate short1 = valid(now, now.plus(Duration.ofDays(40)));
        HeldCertificate shorter = valid(now, now.plus(Duration.ofDays(20)));
        TlsSettings read = read(
                "client_certificate",
                short1.certificatePem() + shorter.certificatePem(),
                "client_key",
                short1.privateKeyPkcs8Pem());

        assertThat(read.expiresAt()).isEqualTo(now.plus(Duration.ofDays(20)));
        assertThatCode(() -> read.requireValid(now.plus(Duration.ofDays(19)))).doesNotThrowAnyException();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read.requireValid(now.plus(Duration.ofDays(21))))
                .withMessage("client_certificate: has expired at 2026-01-21T00:00:00Z");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read.requireValid(now.minusSeconds(1)))
                .withMessage("client_certificate: is not valid before 2026-01-01T00:00:00Z");
    }

    @Test
    void nothingIsNothing() throws SettingsException {
        assertThat(TlsSettings.read(reader("tls_min_version", "1.2", "client_key", " ")))
                .isNull();
        assertThat(read("tls_min_version", "1.3").newestOnly()).isTrue();
        assertThat(read("ca_certificates", pem("rsa-certificate")).expiresAt()).isNull();
    }

    private static HeldCertificate valid(Instant from, Instant until) {
        return new HeldCertificate.Builder()
                .validityInterval(from.toEpochMilli(), until.toEpochMilli())
                .build();
    }

    private static ThrowableAssertAlternative<SettingsException> assertRefused(Object... settings) {
        return assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(settings).requireValid(Instant.now()));
    }

    private static TlsSettings read(Object... settings) throws SettingsException {
        return Objects.requireNonNull(TlsSettings.read(reader(settings)));
    }

    private static SettingsReader reader(Object... settings) {
        Map<String, Object> members = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            members.put((String) settings[i], settings[i + 1]);
        }
        return new SettingsReader(new Settings(members));
    }

    private static String pem(String file) {
        try (InputStream in = TlsSettingsTest.class.getResourceAsStream(file + ".pem")) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
