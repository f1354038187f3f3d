package io.datastreamer.connectors.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.RecordKind;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests with CloudEvents, read by the SDKs of CloudEvents for Java and for Node. */
class CloudEventsTest extends AgainstReceiver {
    private static final ObjectMapper JSON = new ObjectMapper();

    CloudEventsTest() {
        super(Reply.of(200, ""));
    }

    @Test
    void bulkIsABatch() throws Exception {
        send(Rest.open(transport, settings(Map.of())), RecordKind.EVENT, 1, 22);
        send(Rest.open(transport, settings(Map.of())), RecordKind.USAGE, 3);

        Received events = receiver.received().get(0);
        assertThat(events.headers()).containsEntry("content-type", "application/cloudevents-batch+json");
        JsonNode batch = JSON.readTree(events.body());
        assertThat(batch).hasSize(2);
        assertIsEvent(byJava(batch.get(0)), 1);
        assertIsEvent(byJava(batch.get(1)), 22);
        JsonNode usage = JSON.readTree(receiver.received().get(1).body());
        assertThat(usage).hasSize(1);
        assertIsUsage(byJava(usage.get(0)), 3);
        assertReadByNode(events, List.of("event-1", "event-22"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"array", "object"})
    void oneByOneIsStructuredWhateverTheBody(String body) throws Exception {
        send(Rest.openSingle(transport, settings(Map.of("body", body))), RecordKind.EVENT, 22);

        Received event = receiver.received().get(0);
        assertThat(event.headers()).containsEntry("content-type", "application/cloudevents+json");
        assertIsEvent(byJava(event), 22);
        assertReadByNode(event, List.of("event-22"));
    }

    @Test
    void oneByOneMayBeBinary() throws Exception {
        Map<String, Object> settings = settings(Map.of("cloudevents_mode", "binary"));
        send(Rest.openSingle(transport, settings), RecordKind.USAGE, 3);

        Received usage = receiver.received().get(0);
        assertThat(usage.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("ce-specversion", "1.0")
                .containsEntry("ce-type", "io.datastreamer.usage.data.v2");
        assertThat(usage.text()).startsWith("{\"cost\":0.00558275,\"id\":3,");
        assertIsUsage(byJava(usage), 3);
        assertReadByNode(usage, List.of("usage-3"));
    }

    @Test
    void itsHeadersAreNotForCustomersToSet() {
        Map<String, Object> settings =
                settings(Map.of("cloudevents_mode", "binary", "headers", Map.of("Ce-Source", "mine")));

        assertThatThrownBy(() -> Rest.openSingle(transport, settings))
                .isInstanceOf(SettingsException.class)
                .hasMessage("headers: Ce-Source cannot be set with the cloudevents_mode binary");
    }

    @Test
    void theModeIsNothingToOtherForms() throws Exception {
        Map<String, Object> settings = settings(Map.of("format", "v2", "cloudevents_mode", "binary"));
        send(Rest.openSingle(transport, settings), RecordKind.EVENT, 22);

        assertThat(receiver.received().get(0).text()).startsWith("[{\"id\":22,");
        assertThat(receiver.received().get(0).headers()).doesNotContainKey("ce-id");
    }

    private Map<String, Object> settings(Map<String, ?> more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", receiver.url("/in"));
        settings.put("format", "cloudevents");
        settings.putAll(more);
        return settings;
    }

    private static void send(Client client, RecordKind kind, long... ids) {
        assertThat(Sent.of(client, Documents.batch(kind, ids))).isEqualTo(Outcome.delivered(200));
    }

    private static CloudEvent byJava(JsonNode event) {
        return Objects.requireNonNull(EventFormatProvider.getInstance().resolveFormat(JsonFormat.CONTENT_TYPE))
                .deserialize(event.toString().getBytes(UTF_8));
    }

    private static CloudEvent byJava(Received request) {
        return HttpMessageFactory.createReader(request.headers(), request.body())
                .toEvent();
    }

    private static void assertIsEvent(CloudEvent event, long id) throws Exception {
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getId()).isEqualTo("event-" + id);
        assertThat(event.getSource()).isEqualTo(URI.create("/organisations/7/sims/8988303000000000001"));
        assertThat(event.getType()).isEqualTo("io.datastreamer.event.update_location.v2");
        assertThat(event.getSubject()).isEqualTo("8988303000000000001");
        assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2017-10-26T07:28:00Z"));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:data-streamer:schema:event-v2"));
        assertThat(JSON.readTree(Objects.requireNonNull(event.getData()).toBytes()))
                .isEqualTo(JSON.readTree(Documents.json(id).replace(".000+0000", "Z")));
    }

    private static void assertIsUsage(CloudEvent usage, long id) throws Exception {
        assertThat(usage.getId()).isEqualTo("usage-" + id);
        assertThat(usage.getSource()).isEqualTo(URI.create("/organisations/7/sims/" + Documents.iccid(id)));
        assertThat(usage.getType()).isEqualTo("io.datastreamer.usage.data.v2");
        assertThat(usage.getTime()).isEqualTo(OffsetDateTime.parse("2017-03-19T21:21:23Z"));
        assertThat(usage.getDataSchema()).isEqualTo(URI.create("urn:data-streamer:schema:usage-v2"));
        JsonNode data = JSON.readTree(Objects.requireNonNull(usage.getData()).toBytes());
        assertThat(data.at("/endpoint/name").textValue()).isEqualTo("Tracker " + id);
    }

    private static void assertReadByNode(Received request, List<String> ids) throws Exception {
        NodeTools.require("cloudevents");
        String program = """
                const {HTTP} = require('cloudevents');
                const message = JSON.parse(process.argv[1]);
                const read = [HTTP.toEvent(message)].flat();
                read.forEach(event => event.validate());
                console.log(JSON.stringify(read.map(event => event.id)));
                """;
        ObjectNode message = JSON.createObjectNode().put("body", request.text());
        request.headers().forEach(message.putObject("headers")::put);

        Process node = NodeTools.start("-e", program, message.toString());

        String said = new String(node.getInputStream().readAllBytes(), UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        ArrayNode expected = JSON.createArrayNode();
        ids.forEach(expected::add);
        assertThat(said.strip()).isEqualTo(expected.toString());
    }
}
