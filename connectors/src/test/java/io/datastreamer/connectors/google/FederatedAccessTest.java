package io.datastreamer.connectors.google;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsFault;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Access to Google without a key, against a pool and a service account that follow Google's documents. */
class FederatedAccessTest extends AgainstReceiver {
    private static final String PROVIDER = "workload_identity_provider";

    private final TokenEndpoint google = new TokenEndpoint();

    FederatedAccessTest() {
        super(Reply.of(200, "{\"messageIds\":[\"1\"]}"));
    }

    @AfterEach
    void closeGoogle() {
        google.close();
    }

    private static StreamConfiguration topic(String... settings) {
        return stream(ApiType.GOOGLE_PUBSUB, Map.of("project", "example-project", "topic", "sims"), settings);
    }

    private static StreamConfiguration stream(ApiType type, Map<String, String> place, String... settings) {
        return Streams.stream(type, Streams.with(place, settings));
    }

    private OperatorSettings operator() {
        return OperatorSettings.DEFAULTS
                .withIdentity(TrustedIssuer.identity())
                .withEndpoints(Endpoints.of(Service.GOOGLE, google.url())
                        .with(Service.PUBSUB, receiver.url(""))
                        .with(Service.GCS, receiver.url("")));
    }

    private Client open(StreamConfiguration stream) throws SettingsException {
        return Integrations.standard(transport, operator()).open(stream);
    }

    @Test
    void thePoolsTokenIsAskedForOnceAndUsed() throws Exception {
        try (Client client = open(topic(PROVIDER, GoogleFederation.PROVIDER))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(authorizations()).containsExactly("Bearer ya29.d.1", "Bearer ya29.d.1");
        assertThat(google.federation().scopes()).containsExactly("https://www.googleapis.com/auth/pubsub");
    }

    @Test
    void theTokenOfAServiceAccountIsAskedForWithThePools() throws Exception {
        String[] settings = {
            PROVIDER, "//iam.googleapis.com/" + GoogleFederation.PROVIDER, "service_account", GoogleFederation.ACCOUNT
        };
        Batch batch = Documents.named(Documents.batch(1), "events_20260101_000000.csv", true);
        try (Client client = open(stream(ApiType.GOOGLE_STORAGE, Map.of("bucket", "sim-data"), settings))) {
            assertThat(Sent.of(client, batch)).isEqualTo(Outcome.delivered(200));
        }
        assertThat(authorizations()).containsExactly("Bearer ya29.c.2");
        assertThat(google.federation().scopes())
                .containsExactly(
                        "https://www.googleapis.com/auth/iam", "https://www.googleapis.com/auth/devstorage.read_write");
    }

    @Test
    void aTokenThatIsRefusedIsReplacedAtOnce() throws Exception {
        try (Client client =
                open(topic(PROVIDER, GoogleFederation.PROVIDER, "service_account", GoogleFederation.ACCOUNT))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            receiver.reply(Reply.inTurn(Reply.of(401, "over"), Reply.of(200, "{\"messageIds\":[\"1\"]}")));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
            receiver.reply(Reply.of(401, "{\"error\":{\"status\":\"UNAUTHENTICATED\",\"message\":\"ya29.c.6\"}}"));
            Outcome outcome = Sent.of(client, Documents.batch(3));
            assertThat(outcome.remoteStatus()).isEqualTo(401);
            assertThat(outcome.error()).doesNotContain("ya29");
        }
        assertThat(authorizations())
                .containsExactly(
                        "Bearer ya29.c.2", "Bearer ya29.c.2", "Bearer ya29.c.4", "Bearer ya29.c.4", "Bearer ya29.c.6");
    }

    /**
     * If a customer names another organisation's provider, Google refuses: nobody chooses who a token is signed for.
     */
    @Test
    void anotherOrganisationIsNotLetIn() throws Exception {
        StreamConfiguration theirs = Streams.ofOrganisation(8, topic(PROVIDER, GoogleFederation.PROVIDER));
        try (Client client = open(theirs)) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error())
                    .startsWith("token endpoint: HTTP 400: ")
                    .contains("rejected by the attribute condition: org-8")
                    .doesNotContain("eyJ");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void whatTheAccountRefusesIsToldAndNoTokenShown() throws Exception {
        String other = "other@example-project.iam.gserviceaccount.com";
        try (Client client = open(topic(PROVIDER, GoogleFederation.PROVIDER, "service_account", other))) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(403);
            assertThat(outcome.error())
                    .startsWith("token endpoint: HTTP 403: ")
                    .contains("iam.serviceAccounts.getAccessToken")
                    .doesNotContain("ya29");
        }
        google.close();
        try (Client client = open(topic(PROVIDER, GoogleFederation.PROVIDER))) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
            assertThat(outcome.error()).startsWith("token endpoint: cannot connect");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "projects/p/locations/global/workloadIdentityPools/sim-data/providers/streamer | "
                        + " | workload_identity_provider | must be the full name of a provider such as ",
                "https://example.com/token | | workload_identity_provider | must be the full name of a provider such as ",
                GoogleFederation.PROVIDER + " | someone@example.com | service_account | must be the name of a service"
                        + " account such as ",
                " | " + GoogleFederation.ACCOUNT + " | workload_identity_provider | is missing, and there is a"
                        + " service_account"
            })
    void saysWhatIsWrong(String provider, String account, String member, String reason) {
        StreamConfiguration stream =
                topic(PROVIDER, provider == null ? "" : provider, "service_account", account == null ? "" : account);
        assertThat(Integrations.standard(transport, operator()).faults(stream)).anySatisfy(fault -> {
            assertThat(fault.member()).isEqualTo(member);
            assertThat(fault.reason()).startsWith(reason);
        });
    }

    @Test
    void aProviderStandsInThePlaceOfAKeyWhereTheOperatorHasAnIdentity() {
        Integrations withIdentity = Integrations.standard(transport, operator());
        assertThat(withIdentity.faults(topic(PROVIDER, GoogleFederation.PROVIDER)))
                .isEmpty();
        assertThat(withIdentity.faults(
                        topic(PROVIDER, GoogleFederation.PROVIDER, "service_account_key", TokenEndpoint.KEY)))
                .containsExactly(new SettingsFault(PROVIDER, "cannot be together with service_account_key"));
        assertThat(Integrations.standard(transport).faults(topic(PROVIDER, GoogleFederation.PROVIDER)))
                .containsExactly(new SettingsFault(
                        PROVIDER,
                        "identities cannot be used here: the operator has set no identity.issuer and identity.key; use"
                                + " a key or a token"));
    }
}
