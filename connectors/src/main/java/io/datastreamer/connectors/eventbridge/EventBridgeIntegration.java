package io.datastreamer.connectors.eventbridge;

import io.datastreamer.connectors.aws.AwsApi;
import io.datastreamer.connectors.aws.AwsOperator;
import io.datastreamer.connectors.aws.EntriesClient;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Delivers documents to a bus of AWS EventBridge. */
public final class EventBridgeIntegration implements Integration {
    private final HttpTransport transport;
    private final AwsOperator operator;
    private final @Nullable String endpoint;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param operator the operator's settings for roles
     * @param endpoint the address of EventBridge; null for the public one of the region
     */
    public EventBridgeIntegration(HttpTransport transport, AwsOperator operator, @Nullable String endpoint) {
        this.transport = transport;
        this.operator = operator;
        this.endpoint = endpoint;
    }

    @Override
    public ApiType apiType() {
        return ApiType.AWS_EVENTBRIDGE;
    }

    @Override
    public List<SettingsField> fields() {
        return EventBridgeSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        operator.requireFor(EventBridgeSettings.read(stream).access());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        EventBridgeSettings settings = EventBridgeSettings.read(stream);
        AwsApi events = new AwsApi(
                "events", settings.region(), operator.credentials(settings.access(), settings.region()), endpoint);
        return new EntriesClient(
                new EntriesClient.Place(
                        "events",
                        settings.region(),
                        stream.organisationId(),
                        settings.target(),
                        settings.limits(),
                        settings.access().secrets()),
                new EventBridgeCalls(settings),
                transport.open(AnswerBody.TELLS_DOCUMENTS, stream),
                events);
    }
}
