package io.datastreamer.connectors.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.security.spec.RSAKeyGenParameterSpec.F4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Requests with access tokens that an endpoint grants for client credentials. */
class AccessTokensTest extends AgainstReceiver {
    private static final String SECRET = "p@ss word+%";

    private final Receiver endpoint = new Receiver(granting("token-1", 3600));

    AccessTokensTest() {
        super(Reply.of(200, "ok"));
    }

    @AfterEach
    void closeEndpoint() {
        endpoint.close();
    }

    private static Reply granting(String token, long seconds) {
        return Reply.of(
                200, "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + seconds + "}");
    }

    private Map<String, Object> settings(@Nullable Object... more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "url",
                receiver.url("/in"),
                "token_url",
                endpoint.url("/token"),
                "client_id",
                "data streamer",
                "client_secret",
                SECRET));
        for (int i = 0; i < more.length; i += 2) {
            if (more[i + 1] == null) {
                settings.remove(more[i]);
            } else {
                settings.put((String) more[i], more[i + 1]);
            }
        }
        return settings;
    }

    private Client open(@Nullable Object... more) throws SettingsException {
        return Rest.open(transport, settings(more));
    }

    private static String authorization(Received request) {
        return Objects.requireNonNull(request.headers().get("authorization"));
    }

    /** The head says little: the token is in the body, which may take its time. */
    @Test
    void aTokenThatComesLongAfterItsHeadIsTaken() throws Exception {
        String body = "{\"access_token\":\"token-1\",\"token_type\":\"Bearer\"}";
        endpoint.reply((request, wire) -> {
            wire.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
            if (!wire.isHungUpWithin(1200)) {
                wire.write(body);
            }
        });
        try (Client client = open()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
    }

    @Test
    void aTokenIsAskedForOnceAndGoesWithEachRequest() throws Exception {
        try (Client client = open("scope", "events usage", "audience", "https://example.com/")) {
            for (int i = 1; i <= 3; i++) {
                assertThat(Sent.of(client, Documents.batch(i))).isEqualTo(Outcome.delivered(200));
            }
        }
        assertThat(authorizations()).hasSize(3).allMatch("Bearer token-1"::equals);
        assertThat(endpoint.received()).hasSize(1);
        Received asked = endpoint.received().get(0);
        assertThat(asked.line()).isEqualTo("POST /token HTTP/1.1");
        assertThat(asked.text())
                .isEqualTo("grant_type=client_credentials&scope=events+usage&audience=https%3A%2F%2Fexample.com%2F");
        assertThat(new String(Base64.getDecoder().decode(authorization(asked).substring("Basic ".length())), UTF_8))
                .isEqualTo("data+streamer:p%40ss+word%2B%25");
    }

    @Test
    void idAndSecretGoIntoTheBodyWhereTheEndpointWantsThemThere() throws Exception {
        try (Client client = open("client_authentication", "body")) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        Received asked = endpoint.received().get(0);
        assertThat(asked.headers()).doesNotContainKey("authorization");
        assertThat(asked.text())
                .isEqualTo(
                        "grant_type=client_credentials&client_id=data+streamer" + "&client_secret=p%40ss+word%2B%25");
    }

    static Stream<Arguments> signingKeys() throws GeneralSecurityException {
        return Stream.of(
                Arguments.of("RS256", "SHA256withRSA", pair("RSA", new RSAKeyGenParameterSpec(2048, F4))),
                Arguments.of("ES256", "SHA256withECDSAinP1363Format", pair("EC", new ECGenParameterSpec("secp256r1"))),
                Arguments.of("ES384", "SHA384withECDSAinP1363Format", pair("EC", new ECGenParameterSpec("secp384r1"))),
                Arguments.of("ES512", "SHA512withECDSAinP1363Format", pair("EC", new ECGenParameterSpec("secp521r1"))),
                Arguments.of("EdDSA", "Ed25519", pair("EdDSA", NamedParameterSpec.ED25519)));
    }

    /** The key's id at Microsoft Entra ID, the same as {@code openssl x509 -outform DER | sha256sum}. */
    @Test
    void anAssertionNamesItsCertificate() throws Exception {
        HeldCertificate mine = new HeldCertificate.Builder().rsa2048().build();
        try (Client client = open(
                "client_authentication",
                "private_key_jwt",
                "client_secret",
                null,
                "assertion_key",
                mine.privateKeyPkcs8Pem(),
                "assertion_certificate",
                mine.certificatePem())) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        String form = endpoint.received().get(0).text();
        String assertion = form.substring(form.indexOf("client_assertion=") + "client_assertion=".length());
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(mine.certificate().getEncoded());
        assertThat(json(assertion.substring(0, assertion.indexOf('.'))))
                .hasToString("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5t#S256\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"}");
    }

    @ParameterizedTest
    @MethodSource("signingKeys")
    void aClientThatSignsShowsNoSecret(String algorithm, String signature, KeyPair keys) throws Exception {
        @Nullable
        Object[] signing = {
            "client_authentication",
            "private_key_jwt",
            "client_secret",
            null,
            "assertion_key",
            pem(keys),
            "assertion_key_id",
            "key 1"
        };
        try (Client client = open(signing)) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        Received asked = endpoint.received().get(0);
        assertThat(asked.headers()).doesNotContainKey("authorization");
        Map<String, String> form = new HashMap<>();
        for (String each : asked.text().split("&", -1)) {
            String[] parts = each.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
        }
        assertThat(form)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsEntry("client_id", "data streamer")
                .containsOnlyKeys("grant_type", "client_id", "client_assertion_type", "client_assertion");
        String[] jwt = Objects.requireNonNull(form.get("client_assertion")).split("\\.", -1);
        Signature verifying = Signature.getInstance(signature);
        verifying.initVerify(keys.getPublic());
        verifying.update((jwt[0] + "." + jwt[1]).getBytes(UTF_8));
        assertThat(verifying.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
        assertThat(json(jwt[0])).hasToString("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"key 1\"}");
        JsonNode claims = json(jwt[1]);
        assertThat(claims.get("iss").asText()).isEqualTo("data streamer");
        assertThat(claims.get("sub").asText()).isEqualTo("data streamer");
        assertThat(claims.get("aud").asText()).isEqualTo(endpoint.url("/token"));
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(60);
        assertThat(Instant.ofEpochSecond(claims.get("iat").asLong()))
                .isBetween(Instant.now().minusSeconds(120), Instant.now());
    }

    @Test
    void eachAssertionIsAnotherOneAndIsNotShown() throws Exception {
        endpoint.reply((request, wire) -> Reply.of(400, request.text()).to(request, wire));
        String key = pem(pair("EC", new ECGenParameterSpec("secp256r1")));
        @Nullable
        Object[] signing = {
            "client_authentication",
            "private_key_jwt",
            "client_secret",
            null,
            "assertion_key",
            key,
            "assertion_audience",
            "https://login.example.com/"
        };
        try (Client client = open(signing)) {
            for (int i = 1; i <= 2; i++) {
                Outcome outcome = Sent.of(client, Documents.batch(i));
                assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
                assertThat(outcome.error()).isEqualTo("token endpoint: HTTP 400");
            }
        }
        List<String> asked = endpoint.received().stream().map(Received::text).toList();
        assertThat(asked).hasSize(2).doesNotHaveDuplicates();
        String claims = asked.get(0).split("client_assertion=", -1)[1].split("\\.", -1)[1];
        assertThat(json(claims).get("aud").asText()).isEqualTo("https://login.example.com/");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "private_key_jwt, -, -, 'assertion_key: is missing'",
                "private_key_jwt, s3cret, PEM, 'client_authentication: is private_key_jwt, and there is a client_secret'",
                "basic, s3cret, PEM, 'client_authentication: is not private_key_jwt, and there is a assertion_key'",
                "-, -, PEM, 'client_authentication: is not private_key_jwt, and there is a assertion_key'",
                "private_key_jwt, -, x, 'assertion_key: must be PEM'",
            })
    void aSecretAndAKeyExcludeEachOther(
            @Nullable String authentication, @Nullable String secret, @Nullable String key, String reason)
            throws GeneralSecurityException {
        String pem = "PEM".equals(key) ? pem(pair("EC", new ECGenParameterSpec("secp256r1"))) : key;
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() ->
                        open("client_authentication", authentication, "client_secret", secret, "assertion_key", pem))
                .withMessageStartingWith(reason);
    }

    @Test
    void aShortKeySignsNothing() throws GeneralSecurityException {
        String key = pem(pair("RSA", new RSAKeyGenParameterSpec(1024, F4)));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() ->
                        open("client_authentication", "private_key_jwt", "client_secret", null, "assertion_key", key))
                .withMessage("assertion_key: must have 2048 bits or more");
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static JsonNode json(String base64) throws IOException {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(base64));
    }

    @Test
    void aSecretMayBeOneThatNeedsNoEncoding() throws Exception {
        try (Client client = open("client_secret", "0123456789")) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
    }

    @Test
    void aTokenThatTheReceiverDoesNotTakeAnyMoreIsReplacedAtOnce() throws Exception {
        endpoint.reply(Reply.inTurn(granting("token-1", 3600), granting("token-2", 3600)));
        receiver.reply((request, wire) -> {
            boolean isOld = authorization(request).equals("Bearer token-1")
                    && receiver.received().size() > 1;
            Reply.of(isOld ? 401 : 200, "").to(request, wire);
        });
        try (Client client = open()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedWhenItIsNewIsNotReplacedByAnother() throws Exception {
        receiver.reply(Reply.of(401, "no such token: token-1"));
        try (Client client = open()) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error()).startsWith("HTTP 401").doesNotContain("token-1");
        }
        assertThat(endpoint.received()).hasSize(1);
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aTokenThatHasEndedIsRenewedBeforeItIsSent() throws Exception {
        endpoint.reply(Reply.inTurn(granting("token-1", 0), granting("token-2", 3600)));
        try (Client client = open()) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(3))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(authorizations()).containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
    }

    @Test
    void whoeverNeedsATokenMeanwhileWaitsForTheSameOne() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        endpoint.reply((request, wire) -> {
            awaited(open);
            granting("token-1", 3600).to(request, wire);
        });
        try (Client client = open()) {
            List<Sent> sent = IntStream.rangeClosed(1, 8)
                    .mapToObj(id -> Sent.start(client, Documents.batch(id)))
                    .toList();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !endpoint.received().isEmpty());
            open.countDown();
            assertThat(sent).allMatch(each -> each.outcome().equals(Outcome.delivered(200)));
        }
        assertThat(endpoint.received()).hasSize(1);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONFIGURATION_BROKEN",
        "401, CONFIGURATION_BROKEN",
        "403, CONFIGURATION_BROKEN",
        "422, CONFIGURATION_BROKEN",
        "302, TRY_AGAIN",
        "429, TRY_AGAIN",
        "500, TRY_AGAIN",
        "503, TRY_AGAIN"
    })
    void whatTheEndpointRefusesIsToldAsItsOwn(int status, DeliveryAttempt.Outcome verdict) throws Exception {
        endpoint.reply(Reply.inTurn(
                Reply.of(status, "{\"error\":\"invalid_client\",\"was\":\"" + SECRET + "\"}"),
                granting("token-1", 60)));
        try (Client client = open()) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(verdict);
            assertThat(outcome.remoteStatus()).isEqualTo(status);
            assertThat(outcome.error())
                    .startsWith("token endpoint: HTTP " + status)
                    .doesNotContain(SECRET);
            assertThat(receiver.received()).isEmpty();

            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>                                                    | is not JSON",
                "{}                                                        | has no access_token",
                "{\"access_token\":\"a b\"}                                | has an access_token with characters",
                "{\"access_token\":\"a\",\"token_type\":\"mac\"}           | has another token_type than Bearer"
            })
    void anAnswerWithoutATokenIsNone(String body, String error) throws Exception {
        endpoint.reply(Reply.of(200, body));
        try (Client client = open()) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
            assertThat(outcome.cause()).isEqualTo(Outcome.Cause.NOT_REACHED);
            assertThat(outcome.error()).startsWith("token endpoint: its answer " + error);
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void anEndpointThatHangsIsOneThatWasNotReached() throws Exception {
        endpoint.reply(Reply.silence());
        HttpSettings impatient = HttpSettings.DEFAULTS
                .withEgressAllow(List.of("127.0.0.0/8"))
                .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (HttpTransport hurried = new HttpTransport(impatient);
                Client client = Rest.open(hurried, settings())) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.cause()).isEqualTo(Outcome.Cause.NOT_REACHED);
            assertThat(outcome.error()).startsWith("token endpoint: time-out");
        }
    }

    @Test
    void whoGivesUpLeavesTheOthersTheirToken() throws Exception {
        endpoint.reply(Reply.inTurn(Reply.silence(), granting("token-1", 60)));
        try (Client client = open()) {
            Sent first = Sent.start(client, Documents.batch(1));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !endpoint.received().isEmpty());
            Sent second = Sent.start(client, Documents.batch(2));
            first.cancel();
            assertThat(first.outcome().remoteStatus()).isEqualTo(504);
            assertThat(second.outcome()).isEqualTo(Outcome.delivered(200));
        }
    }

    @Test
    void theEgressRulesHoldForTheEndpoint() throws Exception {
        try (Client client = open("token_url", "http://169.254.169.254/token")) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error()).startsWith("token endpoint: address not allowed");
        }
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        refused("client_id: is missing", "client_id", "");
        refused("client_secret: is missing", "client_secret", " ");
        refused("token_url: is missing, and there is a client_id", "token_url", "");
        refused("token_url: cannot stand beside an authorization", "authorization", "Bearer x");
        refused("token_url: cannot stand beside an authorization", "headers", Map.of("authorization", "x"));
        refused("token_url: must be a URL", "token_url", "ftp://example.com");
        refused("token_url: must not hold a user", "token_url", "https://me:pass-word@example.com/");
        refused("scope: must be a string of 1 to 4096 printable ASCII characters", "scope", "a\u00e4");
        refused("client_authentication: must be one of basic, body", "client_authentication", "none");
    }

    private void refused(String text, Object... more) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> open(more).close())
                .withMessageStartingWith(text)
                .withMessageNotContaining("pass-word")
                .withMessageNotContaining(SECRET);
    }
}
