package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.google.GoogleOperator;
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

/** Delivers documents to a topic of Google Cloud Pub/Sub. */
public final class PubSubIntegration implements Integration {
    private final HttpTransport transport;
    private final @Nullable String endpoint;
    private final GoogleOperator operator;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param endpoint the address of Pub/Sub; null for the public one
     * @param operator the operator's settings for Google Cloud
     */
    public PubSubIntegration(HttpTransport transport, @Nullable String endpoint, GoogleOperator operator) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.operator = operator;
    }

    @Override
    public ApiType apiType() {
        return ApiType.GOOGLE_PUBSUB;
    }

    @Override
    public List<SettingsField> fields() {
        return PubSubSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        PubSubSettings.read(stream.settings(), endpoint, stream.organisationId(), operator);
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        PubSubSettings settings = PubSubSettings.read(stream.settings(), endpoint, stream.organisationId(), operator);
        return new PubSubClient(settings, stream.organisationId(), transport.open(AnswerBody.TELLS_ERRORS, stream));
    }
}
