package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.Outcome;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sending;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.contract.ApiType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class RestClientTest {
    private final Receiver receiver = new Receiver(Reply.of(200, "ok"));
    private final HttpTransport transport =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    @AfterEach
    void close() {
        transport.close();
        receiver.close();
    }

    @Test
    void sendsAnArrayOfTheDocumentsWithItsExactLength() throws SettingsException {
        Client client = open(Map.of("url", receiver.url("/in?key=abc")));

        assertThat(Sending.of(client, Documents.batch(1, 22, 333))).isEqualTo(Outcome.delivered(200));

        Received request = receiver.received().get(0);
        String expected = "[" + Documents.json(1) + "," + Documents.json(22) + "," + Documents.json(333) + "]";
        assertThat(request.line()).isEqualTo("POST /in?key=abc HTTP/1.1");
        assertThat(request.text()).isEqualTo(expected);
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("content-length", String.valueOf(expected.getBytes(StandardCharsets.UTF_8).length))
                .doesNotContainKey("transfer-encoding");
    }

    private Client open(Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(transport).open(Streams.stream(ApiType.REST_API_BULK, settings));
    }
}
