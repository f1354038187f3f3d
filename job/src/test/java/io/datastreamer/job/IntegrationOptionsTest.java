package io.datastreamer.job;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntegrationOptionsTest {
    @TempDir
    Path dir;

    @Test
    void areThePublicServicesAndEncryptedSecretsByDefault() throws Exception {
        IntegrationOptions options = IntegrationOptions.of(parse());

        assertThat(options.allowPlain()).isFalse();
        OperatorSettings operator = options.read();
        assertThat(operator.endpoints()).isEqualTo(Endpoints.PUBLIC);
        assertThat(operator.stsKeys()).isNull();
        assertThat(operator.identity()).isNull();
        assertThat(operator.s3PlainBodies()).isFalse();
    }

    @Test
    void sendPlainBodiesToS3WhereTheOperatorSaysSo() throws Exception {
        assertThat(IntegrationOptions.of(parse("--s3.plain-bodies", "true"))
                        .read()
                        .s3PlainBodies())
                .isTrue();
    }

    @Test
    void readSecretsFromWhereTheyLie() throws Exception {
        Path keyset =
                Files.writeString(dir.resolve("keyset.json"), Keyset.create().toJson());
        Path sts = Files.writeString(dir.resolve("sts"), "AKIDOPERATOR:a/secret:of+the=operator\n");

        IntegrationOptions options = IntegrationOptions.of(parse(
                "--secrets.keyset", "file:" + keyset,
                "--sts.credentials", "file:" + sts,
                "--kinesis.endpoint", "https://kinesis.example.org"));

        OperatorSettings operator = options.read();
        assertThat(operator.stsKeys()).isNotNull();
        assertThat(operator.stsKeys().secretAccessKey()).isEqualTo("a/secret:of+the=operator");
        assertThat(operator.endpoints().of(Endpoints.Service.KINESIS)).isEqualTo("https://kinesis.example.org");
        // what travels with the job names the files, and contains nothing of them
        assertThat(options.toString()).doesNotContain("AKIDOPERATOR", "a/secret");
    }

    @ParameterizedTest
    @CsvSource({
        "--secrets.keyset, file:/not/there.json, secrets.keyset file:/not/there.json: cannot be read",
        "--secrets.keyset, env:THERE_IS_NO_SUCH_VARIABLE, there is no such environment variable",
        "--secrets.keyset, file:/dev/null, is empty",
        "--sts.credentials, file:/not/there, sts.credentials file:/not/there: cannot be read",
        "--identity.key, file:/not/there.pem, identity.issuer: is missing; identity.issuer and identity.key are needed both",
        "--identity.issuer, https://id.example.org, identity.key: is missing; identity.issuer and identity.key are needed both",
        "--s3.endpoint, ftp://example.org, s3.endpoint ftp://example.org: must be an address",
        "--keen.endpoint, https://example.org/, keen.endpoint https://example.org/: must be an address",
        "--datadog.endpoint, https://user@example.org, datadog.endpoint https://user@example.org: must be an address"
    })
    void sayWhatIsWrong(String option, String value, String message) {
        assertThatThrownBy(() -> HttpConnectors.of(parse(option, value)))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "--secrets.keyset, '{\"primaryKeyId\":1}'",
        "--sts.credentials, AKID:secret",
        "--identity.key, MIIEvAIBADANBg"
    })
    void takeNoSecretItself(String option, String value) {
        assertThatThrownBy(() -> parse(option, value))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("a source such as file:/etc/keyset.json or env:KEYSET");
    }

    @Test
    void readTheOperatorsIdentity() throws Exception {
        Path key = Files.writeString(dir.resolve("key.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        String[] args = {"--identity.issuer", "https://id.example.org/streamer", "--identity.key", "file:" + key};
        assertThatThrownBy(() -> HttpConnectors.of(parse(args)))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("--identity.key file:" + key + ": ");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        byte[] der = keys.generateKeyPair().getPrivate().getEncoded();
        String base64 = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        IntegrationOptions options = IntegrationOptions.of(parse(args));
        assertThat(options.read().identity()).hasToString("OperatorIdentity[https://id.example.org/streamer]");
        assertThat(options.toString()).doesNotContain(base64.substring(0, 40));
        assertThatThrownBy(() -> parse("--identity.issuer", "https://id.example.org/"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("without a / at its end");
    }

    @Test
    void keepBodiesOnlyWhereTheyCanBeEncrypted() throws Exception {
        Path keyset =
                Files.writeString(dir.resolve("keyset.json"), Keyset.create().toJson());
        assertThat(noting("--attempts", "file:a").notesExchanges()).isTrue();
        assertThat(noting("--attempts", "file:a").bodies()).isNull();
        assertThat(noting().notesExchanges()).isFalse();
        assertThat(noting("--attempts", "file:a", "--attempts.bodies", "true", "--secrets.keyset", "file:" + keyset)
                        .bodies())
                .isNotNull();
        assertThatThrownBy(() -> HttpConnectors.of(parse("--attempts", "file:a", "--attempts.bodies", "true")))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("--attempts.bodies true: bodies are encrypted with a keyset");
    }

    private static HttpSettings noting(String... more) throws OptionException {
        return IntegrationOptions.of(parse(more)).noting(HttpSettings.DEFAULTS);
    }

    private static StreamerConfig parse(String... more) throws OptionException {
        List<String> args = new ArrayList<>(List.of(
                "--network-records", "file:n", "--sims", "file:s", "--catalog", "file:c", "--streams", "file:t"));
        args.addAll(List.of(more));
        return StreamerConfig.parse(args.toArray(String[]::new));
    }
}
