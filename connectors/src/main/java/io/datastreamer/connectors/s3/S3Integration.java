package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.Client;
import io.datastreamer.connectors.Integration;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.SettingsField;
import io.datastreamer.connectors.aws.AwsClients;
import io.datastreamer.connectors.aws.AwsOperator;
import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** AWS S3. */
public final class S3Integration implements Integration {
    private final HttpTransport transport;
    private final AwsOperator operator;
    private final @Nullable String endpoint;

    /**
     * Makes the integration.
     *
     * @param transport carries all requests
     * @param operator whose part in credentials is not needed for access keys
     * @param endpoint the address of S3, with buckets in the path; null for the public one of the region
     */
    public S3Integration(HttpTransport transport, AwsOperator operator, @Nullable String endpoint) {
        this.transport = transport;
        this.operator = operator;
        this.endpoint = endpoint;
    }

    @Override
    public ApiType apiType() {
        return ApiType.AWS_S3;
    }

    @Override
    public List<SettingsField> fields() {
        return S3Settings.FIELDS;
    }

    @Override
    public void validate(DataStream stream) throws SettingsException {
        operator.requireFor(S3Settings.read(stream).access());
    }

    @Override
    public Client open(DataStream stream) throws SettingsException {
        S3Settings settings = S3Settings.read(stream);
        HttpChannel channel = transport.open(AnswerBody.TELLS_ERRORS);
        String anyRegion = settings.region() == null ? BucketRegion.FIRST_GUESS : settings.region();
        IdentityProvider<? extends AwsCredentialsIdentity> credentials =
                operator.credentials(settings.access(), anyRegion);
        return new S3Client(settings, channel, region -> s3(region, credentials));
    }

    private S3AsyncClient s3(String region, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        return AwsClients.configured(S3AsyncClient.builder(), region, credentials, endpoint)
                .forcePathStyle(endpoint != null)
                // a checksum goes with the body, so that what arrives broken is refused
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .serviceConfiguration(s3 -> s3.expectContinueEnabled(false))
                .build();
    }
}
