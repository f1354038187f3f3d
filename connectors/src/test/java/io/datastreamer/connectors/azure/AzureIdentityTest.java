package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.entra.EntraEndpoint;
import io.datastreamer.connectors.oauth.TrustedIssuer;
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
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Access to Azure Blob Storage without a customer's secret, against a token endpoint that follows Microsoft's
 * documents.
 */
class AzureIdentityTest extends AgainstReceiver {
    private static final Batch BATCH = Documents.named(Documents.batch(1), "events_20260101_000000.csv", true);

    private final EntraEndpoint entra = new EntraEndpoint();

    AzureIdentityTest() {
        super(Reply.of(201, ""));
    }

    @AfterEach
    void closeEntra() {
        entra.close();
    }

    private Integrations integrations() {
        return Integrations.standard(
                transport,
                OperatorSettings.DEFAULTS
                        .withIdentity(TrustedIssuer.identity())
                        .withEndpoints(
                                Endpoints.of(Service.ENTRA, entra.url()).with(Service.AZURE_BLOB, receiver.url(""))));
    }

    private static StreamConfiguration stream(String... more) {
        Map<String, String> container =
                Streams.with(EntraEndpoint.SETTINGS, "account", "simdata", "container", "documents");
        return Streams.stream(ApiType.AZURE_BLOB, Streams.with(container, more));
    }

    @Test
    void theTokenIsAskedForOnceAndReplacedWhenItIsRefused() throws Exception {
        try (Client client = integrations().open(stream())) {
            assertThat(Sent.of(client, BATCH)).isEqualTo(Outcome.delivered(201));
            assertThat(Sent.of(client, BATCH)).isEqualTo(Outcome.delivered(201));
            receiver.reply(
                    Reply.inTurn(Reply.of(401, "", "x-ms-error-code: InvalidAuthenticationInfo"), Reply.of(201, "")));
            assertThat(Sent.of(client, BATCH)).isEqualTo(Outcome.delivered(201));
            receiver.reply(Reply.of(403, "not for token.2", "x-ms-error-code: AuthorizationPermissionMismatch"));
            Outcome outcome = Sent.of(client, BATCH);
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error()).doesNotContain("token.2");
        }
        assertThat(authorizations())
                .containsExactly(
                        "Bearer token.1", "Bearer token.1", "Bearer token.1", "Bearer token.2", "Bearer token.2");
        assertThat(entra.scopes()).containsOnly("https://storage.azure.com/.default");
        assertThat(receiver.received().get(0).line())
                .isEqualTo("PUT /simdata/documents/events_20260101_000000.csv HTTP/1.1");
        assertThat(receiver.received().get(0).headers())
                .containsEntry("x-ms-version", "2022-11-02")
                .containsKey("x-ms-date");
    }

    /**
     * If a customer names another organisation's application, Microsoft refuses: nobody chooses who a token is signed
     * for.
     */
    @Test
    void anotherOrganisationIsNotLetIn() throws Exception {
        StreamConfiguration theirs = Streams.ofOrganisation(8, stream());
        try (Client client = integrations().open(theirs)) {
            Outcome outcome = Sent.of(client, BATCH);
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error())
                    .startsWith("token endpoint: HTTP 401: ")
                    .contains("AADSTS70021", "Subject: 'org-8'");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void theFailureOfTheEndpointIsToldAsSuch() throws Exception {
        entra.close();
        try (Client client = integrations().open(stream())) {
            Outcome outcome = Sent.of(client, BATCH);
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
            assertThat(outcome.error()).startsWith("token endpoint: cannot connect");
        }
    }

    /** A token gives access to more than one container: it only goes to Azure, whoever changes the address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://simdata.blob.core.windows.net",
                "https://simdata.blob.core.windows.net.example.com",
                "https://example.com/simdata.blob.core.windows.net"
            })
    void aTokenGoesToAzureOnly(String endpoint) {
        assertThat(integrations().faults(stream("endpoint", endpoint)))
                .containsExactly(
                        new SettingsFault("endpoint", "must be one of Azure's own, since there is a tenant_id"));
    }

    @Test
    void anApplicationStandsInThePlaceOfSecretsWhereTheOperatorHasAnIdentity() {
        assertThat(integrations().faults(stream())).isEmpty();
        assertThat(integrations().faults(stream("endpoint", "https://simdata.z12.blob.storage.azure.net")))
                .isEmpty();
        assertThat(integrations().faults(stream("sas_token", "sp=c&sig=c2lnbmF0dXJl")))
                .containsExactly(new SettingsFault("tenant_id", "cannot be together with sas_token"));
        assertThat(integrations().faults(stream("account_key", AzureServer.KEY)))
                .contains(new SettingsFault("tenant_id", "cannot be together with account_key"));
        assertThat(integrations().faults(stream("tenant_id", "contoso", "client_id", "sim-data")))
                .extracting(SettingsFault::member)
                .containsExactly("tenant_id", "client_id");
        assertThat(integrations().faults(stream("tenant_id", "")))
                .contains(new SettingsFault("tenant_id", "is missing"));
        assertThat(Integrations.standard(transport).faults(stream()))
                .containsExactly(new SettingsFault(
                        "tenant_id",
                        "identities cannot be used here: the operator has set no identity.issuer and identity.key; use"
                                + " a key or a token"));
    }
}
