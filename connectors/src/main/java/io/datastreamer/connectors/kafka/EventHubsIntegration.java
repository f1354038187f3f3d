package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivers documents to an Azure event hub, which Kafka clients see as a topic. */
public final class EventHubsIntegration implements Integration {
    private final HttpTransport transport;
    private final @Nullable String endpoint;
    private final EntraOperator operator;

    /**
     * Creates the integration.
     *
     * @param transport provides threads and rules for its connections
     * @param endpoint the address of Event Hubs, without TLS if it is an http one; null for the public one
     * @param operator the operator's settings for Azure
     */
    public EventHubsIntegration(HttpTransport transport, @Nullable String endpoint, EntraOperator operator) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.operator = operator;
    }

    @Override
    public ApiType apiType() {
        return ApiType.AZURE_EVENT_HUBS;
    }

    @Override
    public List<SettingsField> fields() {
        return EventHubsSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        KafkaSettings unused = read(stream);
    }

    private KafkaSettings read(StreamConfiguration stream) throws SettingsException {
        return EventHubsSettings.read(stream.settings(), endpoint, stream.organisationId(), operator);
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        KafkaSettings settings = read(stream);
        return new KafkaClient(
                settings,
                settings.usesTls() ? transport.tls(null) : null,
                transport.open(AnswerBody.FOR_PEOPLE, stream),
                Map.of());
    }
}
