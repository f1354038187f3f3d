package io.datastreamer.portal.config;

import io.datastreamer.options.BadOptionException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortalSettingsTest {
    @TempDir
    private Path directory;

    @Test
    void defaults() throws BadOptionException {
        PortalSettings settings = parse();

        assertThat(settings.server())
                .isEqualTo(
                        new PortalSettings.Server("127.0.0.1", 8080, null, null, false, Duration.ofSeconds(10), 256));
        assertThat(settings.topics())
                .isEqualTo(new PortalSettings.Topics(
                        "data-streams",
                        "data-stream-status",
                        "attempts",
                        "data-stream-portal",
                        null,
                        null,
                        false,
                        (short) -1,
                        Duration.ofDays(7),
                        java.util.Map.of("bootstrap.servers", "localhost:9092")));
        assertThat(settings.tokens()).isNull();
        assertThat(settings.limits())
                .isEqualTo(new PortalSettings.Limits(10, 600, 10, Duration.ofSeconds(10), 16_000_000));
        assertThat(settings.http().egressAllow()).isEmpty();
        assertThat(settings.encrypts()).isFalse();
        assertThat(settings.historyRetention()).isEqualTo(Duration.ofDays(20));
        assertThat(settings.mail()).isNull();
        assertThat(settings.noticesEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void mailsGoEncryptedByDefault() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "hush\n");
        PortalSettings.Mail mail = parse(
                        "--mail.host=smtp.example.org",
                        "--mail.from=a@example.org",
                        "--mail.user=u",
                        "--mail.password=file:" + password)
                .mail();
        assertThat(mail)
                .isEqualTo(new PortalSettings.Mail(
                        "smtp.example.org",
                        587,
                        PortalSettings.Mail.Security.STARTTLS,
                        "u",
                        "hush",
                        "a@example.org",
                        null))
                .asString()
                .doesNotContain("hush");
        assertRefused("--mail.from is missing", "--mail.host=a");
        assertRefused("one is set without the other", "--mail.host=a", "--mail.from=a@example.org", "--mail.user=u");
        assertRefused(
                "would go in clear",
                "--mail.host=a",
                "--mail.from=a@example.org",
                "--mail.security=NONE",
                "--mail.user=u",
                "--mail.password=file:" + password);
    }

    @Test
    void tokensNeedAllThree() throws BadOptionException {
        PortalSettings settings = parse(
                "--auth.jwks=https://id.example.org/keys",
                "--auth.issuer=i",
                "--auth.audience=a",
                "--auth.algorithms=ES256");
        assertThat(settings.tokens())
                .isEqualTo(new PortalSettings.Tokens(
                        "https://id.example.org/keys",
                        "i",
                        "a",
                        Set.of("ES256"),
                        "organisation_id",
                        "roles",
                        "data-streamer-operator"));
        assertRefused("--auth.jwks, --auth.issuer and --auth.audience", "--auth.issuer=i");
    }

    @Test
    void theCommandLineWinsOverTheFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("portal.yaml"),
                "server:\n  port: 9000\n  host: 0.0.0.0\nkafka.sasl.jaas.config: secret\nlimits.streams: 3\n");
        PortalSettings settings = parse("--config=" + file, "--limits.streams=4");
        assertThat(settings.server().port()).isEqualTo(9000);
        assertThat(settings.server().host()).isEqualTo("0.0.0.0");
        assertThat(settings.limits().streams()).isEqualTo(4);
        assertThat(settings.topics().kafka()).containsEntry("sasl.jaas.config", "secret");
        assertThat(settings.topics().toString()).doesNotContain("secret");
    }

    @Test
    void aPublicUrlIsAnOrigin() throws BadOptionException {
        assertThat(parse("--server.public-url=https://portal.example.org")
                        .server()
                        .publicUrl())
                .isEqualTo(URI.create("https://portal.example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "--server.port=70000, expected is a whole number from 0 to 65535",
        "--server.port=x, expected is a whole number",
        "--server.public-url=https://example.org/path, without a path",
        "--streams=file:x, expected is kafka:TOPIC",
        "--auth.algorithms=none, expected is some of",
        "--auth.algorithms=HS256, expected is some of",
        "--login.links=me, 'ids of organisations, or operator'",
        "--deletions.kept=0s, expected is a time above zero",
        "--secrets.keyset=plain, expected is a source",
        "--topics.create=yes, expected is true or false",
        "--mail.security=SSL, 'expected is STARTTLS, TLS or NONE'",
        "--mail.from=nobody, expected is an address",
        "--server.prot=1, Did you mean --server.port?",
        "--kinesis.endpoint=nowhere, kinesis.endpoint nowhere: must be an address",
        "--server.tls-keystore=/x, one is set without the other",
        "--identity.issuer=http://example.org, expected is an https address",
        "--identity.issuer=https://example.org, 'identity.key: is missing'",
        "--identity.key=env:PORTAL_TEST_IS_NOT_SET, 'identity.issuer: is missing'",
        "--sts.credentials=env:PORTAL_TEST_IS_NOT_SET, there is no such environment variable"
    })
    void whatIsWrongIsNamedWithWhatToDo(String option, String message) {
        assertRefused(message, option);
    }

    @Test
    void withoutKeysSecretsAreNotTaken() {
        assertThatExceptionOfType(BadOptionException.class)
                .isThrownBy(() -> PortalSettings.parse("--kafka.bootstrap-servers=localhost:9092", "--login.links=1"))
                .withMessageContaining("--secrets.keyset is not set")
                .withMessageContaining("./streamer keyset create");
        assertThatExceptionOfType(BadOptionException.class)
                .isThrownBy(() ->
                        PortalSettings.parse("--kafka.bootstrap-servers=localhost:9092", "--secrets.allow-plain=true"))
                .withMessageContaining("Nobody could log in");
        assertThatExceptionOfType(BadOptionException.class)
                .isThrownBy(() -> PortalSettings.parse("--login.links=1"))
                .withMessageContaining("--kafka.bootstrap-servers");
    }

    private static void assertRefused(String message, String... options) {
        assertThatExceptionOfType(BadOptionException.class)
                .isThrownBy(() -> parse(options))
                .withMessageContaining(message);
    }

    private static PortalSettings parse(String... options) throws BadOptionException {
        List<String> all =
                new ArrayList<>(List.of("--kafka.bootstrap-servers=localhost:9092", "--secrets.allow-plain=true"));
        if (Arrays.stream(options).noneMatch(option -> option.startsWith("--login.links"))) {
            all.add("--login.links=1");
        }
        all.addAll(List.of(options));
        return PortalSettings.parse(all.toArray(String[]::new));
    }
}
