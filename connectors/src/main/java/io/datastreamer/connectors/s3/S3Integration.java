package io.datastreamer.connectors.s3;

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
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/** Delivers documents as objects in a bucket of AWS S3, or of the customer's own store that speaks its protocol. */
public final class S3Integration implements Integration {
    private final HttpTransport transport;
    private final AwsOperator operator;
    private final @Nullable String endpoint;
    private final boolean plainBodies;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param operator the operator's settings for roles; not needed for access keys
     * @param endpoint the address of S3, with buckets in the path; null for the public one of the region
     * @param plainBodies whether only the signature covers a body; otherwise a checksum follows it
     */
    public S3Integration(
            HttpTransport transport, AwsOperator operator, @Nullable String endpoint, boolean plainBodies) {
        this.transport = transport;
        this.operator = operator;
        this.endpoint = endpoint;
        this.plainBodies = plainBodies;
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
    public void validate(StreamConfiguration stream) throws SettingsException {
        operator.requireFor(S3Settings.read(stream).access());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        S3Settings settings = S3Settings.read(stream);
        HttpChannel channel = transport.open(AnswerBody.TELLS_ERRORS, stream);
        String anyRegion = settings.region() == null ? BucketRegion.FIRST_GUESS : settings.region();
        IdentityProvider<? extends AwsCredentialsIdentity> credentials =
                operator.credentials(settings.access(), anyRegion);
        AwsClock clock = new AwsClock();
        return new S3Client(settings, channel, region -> s3(settings, region, credentials, clock), clock);
    }

    private S3AsyncClient s3(
            S3Settings settings,
            String region,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            AwsClock clock) {
        S3Settings.Store store = settings.store();
        String base = store == null ? endpoint : store.base();
        S3AsyncClientBuilder s3 = AwsClients.configured(S3AsyncClient.builder(), region, credentials, base)
                .forcePathStyle(base != null && (store == null || !store.inHost()));
        // a damaged body is refused: by the checksum that follows it, or by the signature over it, which every store
        // checks
        return plainBodies || store != null
                ? s3.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                service -> service.expectContinueEnabled(false).chunkedEncodingEnabled(false))
                        .authSchemeProvider(call -> clock.on(signedBodies(call)))
                        .build()
                : s3.requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                        .serviceConfiguration(service -> service.expectContinueEnabled(false))
                        .authSchemeProvider(call ->
                                clock.on(S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(call)))
                        .build();
    }

    private static List<AuthSchemeOption> signedBodies(S3AuthSchemeParams call) {
        return S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(call).stream()
                .map(option -> option.toBuilder()
                        .putSignerProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                        .putSignerProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
                        .build())
                .toList();
    }
}
