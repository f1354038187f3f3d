package io.datastreamer.connectors.google;

import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.Settings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServiceAccountTest extends AgainstReceiver {
    private static final String SCOPE = "https://www.googleapis.com/auth/pubsub";

    private final TokenEndpoint google = new TokenEndpoint();
    private final HttpChannel channel = transport.open(AnswerBody.TELLS_ERRORS);

    ServiceAccountTest() {
        super(Reply.of(200, "ok"));
    }

    @AfterEach
    void closeGoogle() {
        channel.close();
        google.close();
    }

    private static ServiceAccount account(String key, String endpoint) throws SettingsException {
        return ServiceAccount.read(
                new SettingsReader(new Settings(Map.of("service_account_key", key))), SCOPE, endpoint);
    }

    private AccessTokens tokens() throws SettingsException {
        ServiceAccount account = account(TokenEndpoint.KEY, google.url());
        return new AccessTokens(account, account.secrets(), System::nanoTime);
    }

    private Outcome send(AccessTokens tokens) throws Exception {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        channel.start(
                sending -> tokens.send(
                        sending,
                        token -> sending.send(new Request.Builder()
                                .url(receiver.url("/in"))
                                .header("Authorization", "Bearer " + token)
                                .build()),
                        HttpVerdict::of),
                outcome::complete);
        return outcome.get(2, TimeUnit.MINUTES);
    }

    @Test
    void signsForATokenOnceAndUsesIt() throws Exception {
        AccessTokens tokens = tokens();
        for (int i = 0; i < 3; i++) {
            assertThat(send(tokens)).isEqualTo(Outcome.delivered(200));
        }
        assertThat(google.given()).isEqualTo(1);
        assertThat(google.scope()).isEqualTo(SCOPE);
        assertThat(authorizations()).hasSize(3).allMatch("Bearer ya29.c.1"::equals);
    }

    @Test
    void aTokenThatIsRefusedIsReplacedAndTheRequestSentOnceMore() throws Exception {
        AccessTokens tokens = tokens();
        assertThat(send(tokens)).isEqualTo(Outcome.delivered(200));
        receiver.reply(Reply.inTurn(Reply.of(401, "expired"), Reply.of(200, "ok")));
        assertThat(send(tokens)).isEqualTo(Outcome.delivered(200));
        assertThat(authorizations()).containsExactly("Bearer ya29.c.1", "Bearer ya29.c.1", "Bearer ya29.c.2");

        receiver.reply(Reply.of(401, "never, ya29.c.3"));
        Outcome outcome = send(tokens);
        assertThat(outcome.remoteStatus()).isEqualTo(401);
        assertThat(outcome.error()).doesNotContain("ya29");
        assertThat(receiver.received()).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | must be the key file of a service account, in JSON, with \"type\": \"service_account\"",
                "[] | must be the key file of a service account, in JSON, with \"type\": \"service_account\"",
                "{\"type\":\"authorized_user\"} | must be the key file of a service account, in JSON, with \"type\":"
                        + " \"service_account\"",
                "{\"type\":\"service_account\"} | has no client_email",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\"} | has no private_key",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"p4ssw0rd\"} | must be PEM, from -----BEGIN PRIVATE KEY-----"
                        + " to -----END PRIVATE KEY-----"
            })
    void saysWhatAKeyFileLacks(String key, String reason) {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> account(key, google.url()))
                .withMessage("service_account_key: " + reason);
    }

    @Test
    void asksNobodyButGoogle() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> account(
                        TokenEndpoint.KEY.replace("https://oauth2.googleapis.com/token", "https://example.com/token"),
                        google.url()))
                .withMessage("service_account_key: its token_uri must be https://oauth2.googleapis.com/token");
    }

    @Test
    void showsNothingOfTheKey() throws Exception {
        ServiceAccount account = account(TokenEndpoint.KEY, google.url());
        assertThat(account).hasToString("data-streamer@example-project.iam.gserviceaccount.com");
        assertThat(account.next().toString()).doesNotContain("assertion");
    }
}
