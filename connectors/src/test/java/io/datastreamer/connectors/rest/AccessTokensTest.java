package io.datastreamer.connectors.rest;

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
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
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

    private Map<String, Object> settings(Object... more) {
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
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private Client open(Object... more) throws SettingsException {
        return Rest.open(transport, settings(more));
    }

    private static String authorization(Received request) {
        return Objects.requireNonNull(request.headers().get("authorization"));
    }

    @Test
    void aTokenIsAskedForOnceAndGoesWithEachRequest() throws Exception {
        try (Client client = open("scope", "events usage", "audience", "https://example.com/")) {
            for (int i = 1; i <= 3; i++) {
                assertThat(Sent.of(client, Documents.batch(i))).isEqualTo(Outcome.delivered(200));
            }
        }
        assertThat(receiver.received())
                .hasSize(3)
                .allMatch(each -> authorization(each).equals("Bearer token-1"));
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
        assertThat(receiver.received())
                .extracting(AccessTokensTest::authorization)
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
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
        assertThat(receiver.received())
                .extracting(AccessTokensTest::authorization)
                .containsExactly("Bearer token-1", "Bearer token-2", "Bearer token-2");
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
