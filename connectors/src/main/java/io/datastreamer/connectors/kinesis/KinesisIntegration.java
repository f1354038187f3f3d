package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.aws.AwsClients;
import io.datastreamer.connectors.aws.AwsClock;
import io.datastreamer.connectors.aws.AwsOperator;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.auth.scheme.KinesisAuthSchemeProvider;

/** Delivers documents to a stream of AWS Kinesis. */
public final class KinesisIntegration implements Integration {
    private final HttpTransport transport;
    private final AwsOperator operator;
    private final @Nullable String endpoint;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param operator the operator's settings for roles
     * @param endpoint the address of Kinesis; null for the public one of the region
     */
    public KinesisIntegration(HttpTransport transport, AwsOperator operator, @Nullable String endpoint) {
        this.transport = transport;
        this.operator = operator;
        this.endpoint = endpoint;
    }

    @Override
    public ApiType apiType() {
        return ApiType.AWS_KINESIS;
    }

    @Override
    public List<SettingsField> fields() {
        return KinesisSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        operator.requireFor(KinesisSettings.read(stream).access());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        KinesisSettings settings = KinesisSettings.read(stream);
        HttpChannel channel = transport.open(AnswerBody.TELLS_DOCUMENTS, stream);
        AwsClock clock = new AwsClock();
        KinesisAsyncClient kinesis = AwsClients.configured(
                        KinesisAsyncClient.builder()
                                .authSchemeProvider(call -> clock.on(KinesisAuthSchemeProvider.defaultProvider()
                                        .resolveAuthScheme(call))),
                        settings.region(),
                        operator.credentials(settings.access(), settings.region()),
                        endpoint)
                .build();
        return new KinesisClient(settings, stream.organisationId(), channel, kinesis, clock);
    }
}
