package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** {@link PubSubIntegration} against a receiver that follows Google's documents, and against Google's emulator. */
class PubSubClientTest extends AgainstReceiver {
    private static final long MOST_BYTES_OF_A_CALL = 10_000_000;

    private final TokenEndpoint google = new TokenEndpoint();

    PubSubClientTest() {
        super(Reply.of(200, "{\"messageIds\":[\"1\"]}"));
    }

    @AfterEach
    void closeGoogle() {
        google.close();
    }

    private Client open(String pubsub, String... more) throws SettingsException {
        Map<String, String> topic =
                Map.of("project", "example-project", "topic", "sim+data", "service_account_key", TokenEndpoint.KEY);
        OperatorSettings operator = OperatorSettings.DEFAULTS.withEndpoints(
                Endpoints.of(Endpoints.Service.PUBSUB, pubsub).with(Endpoints.Service.GOOGLE, google.url()));
        return Integrations.standard(transport, operator)
                .open(Streams.stream(ApiType.GOOGLE_PUBSUB, Streams.with(topic, more)));
    }

    @Test
    void aCallIsAsTheDocumentsOfPubSubHaveIt() throws Exception {
        try (Client client = open(receiver.url(""))) {
            assertThat(client.target()).isEqualTo("projects/example-project/topics/sim+data");
            assertThat(Sent.of(client, Documents.batch(1, 2))).isEqualTo(Outcome.delivered(200));
        }
        Received call = receiver.received().get(0);
        assertThat(call.line()).isEqualTo("POST /v1/projects/example-project/topics/sim+data:publish HTTP/1.1");
        assertThat(call.headers())
                .containsEntry("authorization", "Bearer ya29.c.1")
                .containsEntry("content-type", "application/json");
        assertThat(call.text())
                .startsWith(
                        "{\"messages\":[{\"orderingKey\":\"8988303000000000001\",\"attributes\":{\"kind\":\"event\","
                                + "\"event_type\":\"1\"},\"data\":\"");
        assertThat(google.scope()).isEqualTo("https://www.googleapis.com/auth/pubsub");
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, CONTENT_REFUSED",
        "400, FAILED_PRECONDITION, CONFIGURATION_BROKEN",
        "401, UNAUTHENTICATED, CONFIGURATION_BROKEN",
        "403, PERMISSION_DENIED, CONFIGURATION_BROKEN",
        "404, NOT_FOUND, CONFIGURATION_BROKEN",
        "409, ABORTED, TRY_AGAIN",
        "413, '', CONTENT_REFUSED",
        "429, RESOURCE_EXHAUSTED, TRY_AGAIN",
        "499, CANCELLED, TRY_AGAIN",
        "500, INTERNAL, TRY_AGAIN",
        "503, UNAVAILABLE, TRY_AGAIN",
        "504, DEADLINE_EXCEEDED, TRY_AGAIN"
    })
    void saysWhatAnAnswerMeans(int status, String name, DeliveryAttempt.Outcome verdict) throws Exception {
        receiver.reply(Reply.of(
                status,
                "{\"error\":{\"code\":%d,\"message\":\"The reason.\",\"status\":\"%s\"}}".formatted(status, name)));
        try (Client client = open(receiver.url(""))) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(verdict);
            assertThat(outcome.remoteStatus()).isEqualTo(status);
            assertThat(outcome.error())
                    .startsWith(name.isEmpty() ? "HTTP 413: {" : "HTTP %d: %s: The reason.".formatted(status, name));
        }
    }

    @Test
    void theFailureOfTheTokenEndpointIsToldAsSuch() throws Exception {
        google.close();
        try (Client client = open(receiver.url(""))) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.TRY_AGAIN);
            assertThat(outcome.error()).startsWith("token endpoint: cannot connect");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void theLargestBatchesFitIntoACall() throws Exception {
        try (Client client = open(receiver.url(""))) {
            int most = client.limits().maxRecords();
            int each = (int) (client.limits().maxBytes() / most);
            byte[] json = "x".repeat((int) client.limits().maxBytes()).getBytes(UTF_8);
            Batch.Item small = new Batch.Item(1, 103, "89883030000000000012", json, 0, each, each, 0);
            Batch.Item large = new Batch.Item(1, 103, "89883030000000000012", json, 0, json.length, json.length, 0);
            assertThat(lengthOf(Collections.nCopies(most, small)))
                    .isBetween(MOST_BYTES_OF_A_CALL / 10 * 9, MOST_BYTES_OF_A_CALL);
            assertThat(lengthOf(List.of(large))).isLessThan(MOST_BYTES_OF_A_CALL);
        }
    }

    private static long lengthOf(List<Batch.Item> items) {
        return new PubSubPayload(new Batch(1, "s", RecordKind.EVENT, items), Form.V1, true).length();
    }

    @Test
    void theEmulatorGivesDocumentsOutInTheirOrder() throws Exception {
        try (PubSubEmulator emulator = PubSubEmulator.start()) {
            emulator.create("example-project", "sim+data");
            try (Client client = open(emulator.url())) {
                assertThat(Sent.of(client, Documents.batch(1, 2, 3))).isEqualTo(Outcome.delivered(200));
                assertThat(Sent.of(client, Documents.batch(4, 5))).isEqualTo(Outcome.delivered(200));
            }
            List<PubSubMessage> read = emulator.read("example-project", "sim+data", 5);
            assertThat(read)
                    .extracting(PubSubMessage::data)
                    .containsExactly(
                            Documents.json(1),
                            Documents.json(2),
                            Documents.json(3),
                            Documents.json(4),
                            Documents.json(5));
            assertThat(read).extracting(PubSubMessage::key).containsOnly("8988303000000000001");
            cloudEvents(emulator);
            noSuchTopic(emulator);
        }
    }

    private void cloudEvents(PubSubEmulator emulator) throws SettingsException, IOException {
        try (Client client = open(emulator.url(), "format", "cloudevents", "ordering_key", "none")) {
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, 6))).isEqualTo(Outcome.delivered(200));
        }
        PubSubMessage message = emulator.read("example-project", "sim+data", 1).get(0);
        assertThat(message.key()).isEmpty();
        assertThat(message.attributes())
                .hasToString("{\"kind\":\"usage\",\"content-type\":\"application/cloudevents+json\"}");
        assertThat(message.document().get("id").asText()).isEqualTo("usage-6");
    }

    private void noSuchTopic(PubSubEmulator emulator) throws SettingsException {
        try (Client client = open(emulator.url(), "topic", "other")) {
            Outcome outcome = Sent.of(client, Documents.batch(1));
            assertThat(outcome.verdict()).isEqualTo(DeliveryAttempt.Outcome.CONFIGURATION_BROKEN);
            assertThat(outcome.error()).isEqualTo("HTTP 404: NOT_FOUND: Topic not found");
        }
    }
}
