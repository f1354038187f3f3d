package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.files.Csv;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@link AzureBlobIntegration} against Azurite, Microsoft's test server, which checks keys and signatures. */
class AzureBlobServerTest {
    private static final HttpTransport TRANSPORT =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    private static AzureServer server;

    @BeforeAll
    static void start() throws IOException {
        server = AzureServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        TRANSPORT.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sas", "sas-as-copied", "key"})
    void writesABlobOfTheBatch(String how) throws Exception {
        server.createContainer(how);
        Map<String, Object> settings = settings(how);
        settings.put("path", "KIND/dt=YYYY-MM-DD");
        switch (how) {
            case "key" -> settings.put("account_key", AzureServer.KEY);
            case "sas" -> settings.put("sas_token", sas(how, "cw"));
            default -> settings.put("sas_token", "?" + sas(how, "c"));
        }
        try (Client client = open(settings)) {
            String name = Objects.requireNonNull(client.objectNames()).name(RecordKind.EVENT, 1_795_000_000L);

            assertThat(Sent.of(client, Documents.named(Documents.batch(1, 2), name, true)))
                    .isEqualTo(Outcome.delivered(201));

            HttpResponse<byte[]> blob = server.blob(how, "sims/events/dt=2026-11-18/events_20261118_110640.csv");
            assertThat(blob.statusCode()).isEqualTo(200);
            assertThat(blob.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
            assertThat(Csv.rows(new String(blob.body(), UTF_8))).hasSize(3);
            assertThat(client.target()).isEqualTo(server.url() + "/" + how + "/sims/");
            assertThat(client.chosenHosts()).containsOnly(Map.entry("endpoint", List.of("127.0.0.1")));
        }
    }

    @Test
    void neverWritesOverABlobAndKnowsItsOwn() throws Exception {
        server.createContainer("taken");
        Map<String, Object> settings = settings("taken");
        settings.put("account_key", AzureServer.KEY);
        Batch batch = Documents.batch(1);
        try (Client client = open(settings)) {
            Sent.of(client, Documents.named(batch, "events_1.csv", true));

            Outcome taken = Sent.of(client, Documents.named(Documents.batch(2), "events_1.csv", true));
            Outcome own = Sent.of(client, Documents.named(batch, "events_1.csv", false));

            assertThat(taken.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(taken.cause()).isEqualTo(Outcome.Cause.NAME_TAKEN);
            assertThat(own).isEqualTo(Outcome.delivered(409));
            assertThat(new String(server.blob("taken", "events_1.csv").body(), UTF_8))
                    .contains("\n\"1\",");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"another key", "no right", "too late"})
    void showsA403ForWhatGivesNoRight(String what) throws Exception {
        Map<String, Object> settings = settings("rights");
        switch (what) {
            case "another key" -> settings.put("account_key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
            case "no right" -> settings.put("sas_token", sas("rights", "r"));
            default ->
                settings.put(
                        "sas_token",
                        AzureServer.sas("rights", "cw", Instant.now().minus(Duration.ofHours(1))));
        }
        try (Client client = open(settings)) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(403);
            assertThat(outcome.error()).startsWith("HTTP 403").doesNotContain("sig=");
        }
    }

    @Test
    void holdsWhenTheContainerIsNotThere() throws Exception {
        Map<String, Object> settings = settings("nowhere");
        settings.put("account_key", AzureServer.KEY);
        try (Client client = open(settings)) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(404);
            assertThat(outcome.error()).contains("ContainerNotFound");
        }
    }

    private static String sas(String container, String rights) throws Exception {
        return AzureServer.sas(container, rights, Instant.now().plus(Duration.ofDays(1)));
    }

    private static Map<String, Object> settings(String container) {
        return new HashMap<>(Map.of(
                "account", AzureServer.ACCOUNT, "container", container, "endpoint", server.url(), "prefix", "sims"));
    }

    private static Client open(Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(TRANSPORT).open(Streams.stream(ApiType.AZURE_BLOB, settings));
    }
}
