package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IdentityCommandTest {
    private static final String EC_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB1N9g2KE80aCWqPS
            V+us9MHw8tR+Fra4cw7zTV6hbdihRANCAARSeAIEZ6fMAH/BMA2JPJsftjp7F+f6
            pvBqggjS76mnIGubI8G9UGoczTzKjzuf4yi7PtiNggvN+7OSQ5ReRuT5
            -----END PRIVATE KEY-----
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return new IdentityCommand(new PrintStream(err, true, UTF_8)).run(args);
    }

    @Test
    void publishesThePublicHalvesOfAllKeysAndNothingElse() throws Exception {
        Path first = directory.resolve("first.pem");
        Path second = directory.resolve("second.pem");
        assertThat(run("create", first.toString())).isZero();
        assertThat(run("create", second.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rw-------");

        Path web = directory.resolve("web");
        assertThat(run("publish", "https://id.example.org", web.toString(), first.toString(), second.toString()))
                .isZero();

        ObjectMapper json = new ObjectMapper();
        JsonNode configuration =
                json.readTree(web.resolve(".well-known/openid-configuration").toFile());
        assertThat(configuration.get("issuer").asText()).isEqualTo("https://id.example.org");
        assertThat(configuration.get("jwks_uri").asText()).isEqualTo("https://id.example.org/.well-known/jwks.json");
        JsonNode keys =
                json.readTree(web.resolve(".well-known/jwks.json").toFile()).get("keys");
        assertThat(keys)
                .hasSize(2)
                .allSatisfy(key -> assertThat(key.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("kty", "use", "alg", "kid", "n", "e"));
        assertThat(keys.at("/0/kid")).isNotEqualTo(keys.at("/1/kid"));
    }

    @Test
    void overwritesNoKey() throws Exception {
        Path file = Files.writeString(directory.resolve("key.pem"), "there");
        assertThat(run("create", file.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("is there already, and is not overwritten");
        assertThat(file).hasContent("there");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path file = Files.writeString(directory.resolve("ec.pem"), EC_KEY);
        assertThat(run("publish", "http://id.example.org", directory.toString(), file.toString()))
                .isEqualTo(2);
        assertThat(run("publish", "https://id.example.org", directory.toString(), file.toString()))
                .isEqualTo(2);
        assertThat(run("publish", "https://id.example.org", directory.toString(), directory + "/none"))
                .isEqualTo(2);
        assertThat(run("publish")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains(
                        "ISSUER http://id.example.org: must be an https address",
                        "ec.pem: must be an RSA private key, as PEM",
                        "/none: cannot be read",
                        "Usage: ./streamer identity")
                .doesNotContain("MIGHAgEA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity.example.org",
                "http://identity.example.org",
                "https://identity.example.org/",
                "https://user@identity.example.org",
                "https://identity.example.org?a=b",
                "https://identity.example.org#a",
                "https://"
            })
    void anIssuerIsAnAddressThatCloudsCanRead(String issuer) {
        assertThat(OperatorIdentity.isIssuer(issuer)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OperatorIdentity.of(issuer, "identity.key", EC_KEY))
                .withMessageStartingWith("identity.issuer " + issuer + ": must be an https address");
    }
}
