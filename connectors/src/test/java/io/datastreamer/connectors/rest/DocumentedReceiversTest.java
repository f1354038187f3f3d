package io.datastreamer.connectors.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.DocumentedReceiver;
import io.datastreamer.connectors.conformance.DocumentedReceiver.Language;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.webhook.WebhookSigner;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.RecordKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the documented receivers do what the page says about them. */
class DocumentedReceiversTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ANOTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpTransport transport =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    @TempDir
    Path dir;

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void keepEachDocumentOnce(Language language) throws Exception {
        // neighbours that are equal as doubles
        long big = Long.MAX_VALUE;
        try (DocumentedReceiver receiver = DocumentedReceiver.start(language, dir, SECRET)) {
            assertThat(send(receiver, SECRET, "none", Documents.batch(1, 2, big)))
                    .isEqualTo(Outcome.delivered(204));
            send(receiver, SECRET, "none", Documents.batch(2, 3));
            send(receiver, SECRET, "gzip", Documents.batch(RecordKind.USAGE, 2, 4));
            send(receiver, SECRET, "gzip", Documents.batch(RecordKind.USAGE, 4));
        }
        try (DocumentedReceiver restarted = DocumentedReceiver.start(language, dir, SECRET)) {
            send(restarted, SECRET, "none", Documents.batch(1, 2, 3, big - 1, big));
            send(restarted, SECRET, "none", Documents.batch(RecordKind.USAGE, 2, 5));

            assertThat(kept(restarted))
                    .containsExactly(
                            "event 1",
                            "event 2",
                            "event " + big,
                            "event 3",
                            "usage 2",
                            "usage 4",
                            "event " + (big - 1),
                            "usage 5");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void takeNothingThatIsNotSigned(Language language) throws Exception {
        try (DocumentedReceiver receiver = DocumentedReceiver.start(language, dir, SECRET)) {
            Batch batch = Documents.batch(1);
            String body = "[" + Documents.json(1) + "]";
            RestPayload payload = RestPayload.array(batch);
            Map<String, String> old = signed(payload, Instant.now().minusSeconds(400));
            Map<String, String> ahead = signed(payload, Instant.now().plusSeconds(400));
            Map<String, String> good = signed(payload, Instant.now());
            Map<String, String> packed = new HashMap<>(good);
            packed.put("content-encoding", "br");
            Map<String, String> several = new HashMap<>(good);
            several.merge("webhook-signature", "v1,AAAA", (right, other) -> other + " " + right);

            assertThat(send(receiver, ANOTHER_SECRET, "none", batch).verdict())
                    .isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(post(receiver, Map.of(), body)).isEqualTo(401);
            assertThat(post(receiver, old, body)).isEqualTo(401);
            assertThat(post(receiver, ahead, body)).isEqualTo(401);
            assertThat(post(receiver, good, body.replace("false", "true"))).isEqualTo(401);
            assertThat(post(receiver, packed, body)).isEqualTo(415);
            assertThat(receiver.documents()).isEmpty();
            assertThat(post(receiver, several, body)).isEqualTo(204);
            assertThat(kept(receiver)).containsExactly("event 1");
        }
    }

    private Outcome send(DocumentedReceiver receiver, String secret, String compression, Batch batch) throws Exception {
        try (Client client = Rest.open(
                transport, Map.of("url", receiver.url(), "signing_secret", secret, "compression", compression))) {
            return Sent.of(client, batch);
        }
    }

    private static Map<String, String> signed(RestPayload body, Instant time) {
        Map<String, String> headers = new HashMap<>();
        WebhookSigner.of(SECRET)
                .sign("msg_1", time, body)
                .forEach(header -> headers.put(header.getFirst(), header.getSecond()));
        return headers;
    }

    private static int post(DocumentedReceiver receiver, Map<String, String> headers, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(receiver.url())).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<String> kept(DocumentedReceiver receiver) throws Exception {
        List<String> kept = new ArrayList<>();
        for (String line : receiver.documents()) {
            var document = JSON.readTree(line);
            kept.add((document.has("event_type") ? "event " : "usage ")
                    + document.get("id").asText());
        }
        return kept;
    }
}
