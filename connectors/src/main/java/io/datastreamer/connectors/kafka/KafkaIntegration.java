package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Instant;
import java.util.List;

/** Delivers documents to a topic of the customer's own Kafka cluster. */
public final class KafkaIntegration implements Integration {
    private final HttpTransport transport;

    /** @param transport provides threads and rules for its connections */
    public KafkaIntegration(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public ApiType apiType() {
        return ApiType.KAFKA;
    }

    @Override
    public List<SettingsField> fields() {
        return KafkaSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        KafkaSettings settings = KafkaSettings.read(stream.settings());
        if (settings.tls() != null) {
            settings.tls().requireValid(Instant.now());
        }
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        KafkaSettings settings = KafkaSettings.read(stream.settings());
        return new KafkaClient(
                settings,
                settings.usesTls() ? transport.tls(settings.tls()) : null,
                transport.open(AnswerBody.FOR_PEOPLE, stream),
                settings.hosts());
    }
}
