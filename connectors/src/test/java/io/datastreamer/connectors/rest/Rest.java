package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.util.Map;

/** Creates clients of RestAPI in Bulk for tests. */
final class Rest {
    private Rest() {}

    static Client open(HttpTransport transport, Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(transport).open(Streams.stream(ApiType.REST_API_BULK, settings));
    }

    static Client openSingle(HttpTransport transport, Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(transport).open(Streams.stream(ApiType.REST_API, settings));
    }

    /** The outcome of sending a document to the URL. */
    static Outcome send(HttpTransport transport, String url) throws SettingsException {
        try (Client client = open(transport, Map.of("url", url))) {
            return Sent.of(client, Documents.batch(1));
        }
    }
}
