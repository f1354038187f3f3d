package io.datastreamer.connectors.gcs;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.files.JsonLines;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link GcsIntegration} against fake-gcs-server, which checks preconditions but no tokens, and a token endpoint that
 * does.
 */
class GcsServerTest {
    private static final HttpTransport TRANSPORT =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    private static TokenEndpoint google;

    @BeforeAll
    static void start() throws Exception {
        google = new TokenEndpoint();
    }

    @AfterAll
    static void stop() {
        google.close();
        TRANSPORT.close();
    }

    @Test
    void writesAnObjectOnceAndKnowsItsOwn() throws Exception {
        try (GcsServer server = GcsServer.start();
                Client client = open(server.url())) {
            server.createBucket("documents");
            String name = Objects.requireNonNull(client.objectNames()).name(RecordKind.EVENT, 1_795_000_000L);
            Batch batch = Documents.batch(1, 2);

            assertThat(Sent.of(client, Documents.named(batch, name, true))).isEqualTo(Outcome.delivered(200));
            Outcome taken = Sent.of(client, Documents.named(Documents.batch(3), name, true));
            Outcome own = Sent.of(client, Documents.named(batch, name, false));

            assertThat(name).isEqualTo("sims/events/2026/events_20261118_110640.jsonl.gz");
            assertThat(taken.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(taken.cause()).isEqualTo(Outcome.Cause.NAME_TAKEN);
            assertThat(own).isEqualTo(Outcome.delivered(412));
            HttpResponse<byte[]> object = server.object("documents", name);
            assertThat(object.headers().firstValue("content-type")).hasValue("application/gzip");
            assertThat(JsonLines.of(object.body())).hasSize(2);
            assertThat(client.target()).isEqualTo("gs://documents/sims/");
        }
    }

    @Test
    void holdsWhenTheBucketIsNotThere() throws Exception {
        try (GcsServer server = GcsServer.start();
                Client client = open(server.url())) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(404);
        }
    }

    @Test
    void asksForATokenOfItsScopeAndSaysWhatItSends() throws Exception {
        try (Receiver receiver = new Receiver(Reply.of(200, "{}"));
                Client client = open(receiver.url(""))) {
            Sent.of(client, Documents.named(Documents.batch(1), "sims/events_1.csv", true));

            assertThat(google.scope()).isEqualTo("https://www.googleapis.com/auth/devstorage.read_write");
            Received request = receiver.received().get(0);
            assertThat(request.headers().get("authorization")).startsWith("Bearer ");
            assertThat(request.line())
                    .startsWith("POST /upload/storage/v1/b/documents/o?uploadType=multipart&ifGenerationMatch=0");
            assertThat(new String(request.body(), UTF_8))
                    .contains(
                            "\"name\":\"sims/events_1.csv\"",
                            "\"contentType\":\"text/csv; charset=utf-8\"",
                            "\"md5Hash\":\"");
        }
    }

    private static Client open(String url) throws SettingsException {
        Map<String, Object> settings = Map.of(
                "bucket",
                "documents",
                "service_account_key",
                TokenEndpoint.KEY,
                "prefix",
                "sims",
                "path",
                "KIND/YYYY",
                "file_format",
                "jsonl");
        OperatorSettings operator = OperatorSettings.DEFAULTS.withEndpoints(
                Endpoints.of(Endpoints.Service.GCS, url).with(Endpoints.Service.GOOGLE, google.url()));
        return Integrations.standard(TRANSPORT, operator).open(Streams.stream(ApiType.GOOGLE_STORAGE, settings));
    }
}
