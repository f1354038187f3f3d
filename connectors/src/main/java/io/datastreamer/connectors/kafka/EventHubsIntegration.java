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

/** An event hub of Azure, which is a topic of Kafka's for those who write to it. */
public final class EventHubsIntegration implements Integration {
    private final HttpTransport transport;
    private final @Nullable String endpoint;
    private final EntraOperator operator;

    /**
     * Makes the integration.
     *
     * @param transport whose threads and rules its connections use
     * @param endpoint the address of Event Hubs, in clear where it is one of http; null for the public one
     * @param operator what the operator provides
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
