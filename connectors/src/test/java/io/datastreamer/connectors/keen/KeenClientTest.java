package io.datastreamer.connectors.keen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeenClientTest extends AgainstReceiver {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> SETTINGS = Map.of("project_key", "5f00", "write_key", "THEWRITEKEY");

    KeenClientTest() {
        super(Reply.of(200, "{}"));
    }

    @Test
    void sendsEachDocumentWithItsTime() throws Exception {
        Sent.of(open(SETTINGS), Documents.batch(1, 2));
        Sent.of(open(SETTINGS), Documents.batch(RecordKind.USAGE, 3));

        Received events = receiver.received().get(0);
        assertThat(events.line()).isEqualTo("POST /3.0/projects/5f00/events HTTP/1.1");
        assertThat(events.headers())
                .containsEntry("authorization", "THEWRITEKEY")
                .containsEntry("content-type", "application/json");
        JsonNode first = JSON.readTree(events.body()).at("/1NCEEventData/0");
        assertThat(first.at("/keen/timestamp").asText()).isEqualTo("2017-10-26T07:28:00Z");
        assertThat(without(first)).isEqualTo(JSON.readTree(Documents.json(1)));
        JsonNode usage = JSON.readTree(receiver.received().get(1).body()).at("/1NCEUsageData/0");
        assertThat(usage.at("/keen/timestamp").asText()).isEqualTo("2017-03-19T21:21:23Z");
        assertThat(without(usage)).isEqualTo(JSON.readTree(Documents.usageJson(3)));
    }

    @Test
    void sendsTheSecondFormWithTheSameTime() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("format", "v2");
        Sent.of(open(settings), Documents.batch(RecordKind.USAGE, 3));

        JsonNode usage = JSON.readTree(receiver.received().get(0).body()).at("/1NCEUsageData/0");
        assertThat(usage.at("/keen/timestamp").asText()).isEqualTo("2017-03-19T21:21:23Z");
        assertThat(usage.at("/end_timestamp").asText()).isEqualTo("2017-03-19T21:21:23Z");
        assertThat(usage.at("/endpoint/name").asText()).isEqualTo("Tracker 3");
    }

    /** The request equals that of keen.io's own client for the same events. */
    @Test
    void sendsWhatTheOfficialClientSends() throws Exception {
        NodeTools.require("keen-tracking");
        Sent.of(open(SETTINGS), Documents.batch(1, 2));
        Received ours = receiver.received().get(0);
        String program = """
                const Keen = require('keen-tracking');
                const client = new Keen({projectId: '5f00', writeKey: 'THEWRITEKEY', host: '127.0.0.1',
                    protocol: 'http', nodeRequestConfig: {port: Number(process.argv[1])}});
                client.recordEvents(JSON.parse(process.argv[2])).then(() => process.exit(0), () => process.exit(0));
                """;

        Process node = NodeTools.start("-e", program, Integer.toString(receiver.port()), ours.text());

        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(receiver.received())
                .as(new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .hasSize(2);
        Received theirs = receiver.received().get(1);
        assertThat(theirs.line()).isEqualTo(ours.line());
        assertThat(theirs.headers().get("authorization"))
                .isEqualTo(ours.headers().get("authorization"));
        assertThat(theirs.headers().get("content-type"))
                .startsWith(ours.headers().get("content-type"));
        assertThat(JSON.readTree(theirs.body())).isEqualTo(JSON.readTree(ours.body()));
    }

    @Test
    void tellsWhichEventsWereRefused() throws Exception {
        receiver.reply(Reply.of(200, """
                {"1NCEEventData":[{"success":true},{"success":false,"error":{"name":"InvalidPropertyNameError",\
                "description":"An event property name is not valid."}},{"success":true}]}"""));

        Outcome outcome = Sent.of(open(SETTINGS), Documents.batch(1, 2, 3));

        assertThat(outcome.verdict()).isEqualTo(CONTENT_REFUSED);
        assertThat(outcome.remoteStatus()).isEqualTo(200);
        assertThat(outcome.parts()).isNotNull();
        assertThat(outcome.parts().delivered().toString()).isEqualTo("{0, 2}");
        assertThat(outcome.parts().refused().toString()).isEqualTo("{1}");
        assertThat(outcome.error())
                .isEqualTo("HTTP 200, but 1 of 3 events were refused: InvalidPropertyNameError An event property name"
                        + " is not valid.");
    }

    @Test
    void refusesTheBatchWhenNoEventWasTaken() throws Exception {
        receiver.reply(Reply.of(200, "{\"1NCEEventData\":[{\"success\":false},{\"success\":false}]}"));

        Outcome outcome = Sent.of(open(SETTINGS), Documents.batch(1, 2));

        assertThat(outcome.verdict()).isEqualTo(CONTENT_REFUSED);
        assertThat(outcome.parts()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"1NCEEventData\":[{\"success\":true}]}",
                "{\"1NCEUsageData\":[{\"success\":true},{\"success\":true}]}",
                "<html>"
            })
    void doesNotTakeA200ForADeliveryThatDoesNotListTheEvents(String answer) throws Exception {
        receiver.reply(Reply.of(200, answer));

        Outcome outcome = Sent.of(open(SETTINGS), Documents.batch(1, 2));

        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.error()).isEqualTo("HTTP 200, but the answer does not list the events");
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404"})
    void holdsOnAWrongKeyOrProject(int status) throws Exception {
        receiver.reply(Reply.of(status, "{\"message\":\"no such project or key: THEWRITEKEY\"}"));

        Outcome outcome = Sent.of(open(SETTINGS), Documents.batch(1));

        assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(status);
        assertThat(outcome.error()).isEqualTo("HTTP " + status);
    }

    @Test
    void namesTheCollectionsAsTheCustomerSays() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("events_collection", "sims");

        Sent.of(open(settings), Documents.batch(1));

        assertThat(JSON.readTree(receiver.received().get(0).body()).fieldNames())
                .toIterable()
                .containsExactly("sims");
    }

    @ParameterizedTest
    @CsvSource({
        "project_key, a/b, project_key: must be",
        "project_key, '', project_key: is missing",
        "write_key, 'with space', write_key: must be",
        "events_collection, 'a\"b', events_collection: must be"
    })
    void refusesSettingsThatAreNotValid(String member, String value, String message) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put(member, value);

        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("with space");
    }

    private static JsonNode without(JsonNode event) {
        ((ObjectNode) event).remove("keen");
        return event;
    }

    private Client open(Map<String, String> settings) throws SettingsException {
        OperatorSettings operator =
                OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.KEEN, receiver.url("")));
        return Integrations.standard(transport, operator).open(Streams.stream(ApiType.KEEN_IO, settings));
    }
}
