package io.datastreamer.job.ingest.kinesis.access;

import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * How the operator's own streams are reached, and with whose rights. It travels with the job: of a secret in a file or
 * the environment it contains only the place.
 *
 * @param region the region of the streams
 * @param endpoint the address of Kinesis; null for the public one of the region
 * @param accessKeyId an access key; null for what the SDK finds by itself (environment, web identity, container,
 *     instance)
 * @param secretAccessKey its secret, or {@code file:PATH} or {@code env:NAME}, which each process reads; null without
 *     access key
 * @param roleArn a role to assume with these rights; null for none
 * @param stsEndpoint the address of STS; null for the public one of the region
 */
public record KinesisAccess(
        String region,
        @Nullable String endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String roleArn,
        @Nullable String stsEndpoint)
        implements Serializable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    /** Creates a client. Opens no connection. Every call ends within 30 seconds, and the client does not retry. */
    public KinesisClient open() {
        return open(CALL_TIMEOUT);
    }

    /** The same with another deadline for each call. */
    public KinesisClient open(Duration deadline) {
        KinesisClientBuilder client = KinesisClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClientBuilder(http(deadline))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(deadline)
                        .build());
        if (endpoint != null) {
            client.endpointOverride(URI.create(endpoint));
        }
        return client.build();
    }

    /**
     * Creates a client for subscriptions, which last minutes. Opens no connection.
     *
     * @param http how it connects
     */
    public KinesisAsyncClient openForEvents(SdkAsyncHttpClient http) {
        KinesisAsyncClientBuilder client = KinesisAsyncClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .build());
        if (endpoint != null) {
            client.endpointOverride(URI.create(endpoint));
        }
        return client.build();
    }

    private AwsCredentialsProvider credentials() {
        AwsCredentialsProvider own = accessKeyId == null || secretAccessKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret(secretAccessKey)));
        if (roleArn == null) {
            return own;
        }
        StsClientBuilder sts = StsClient.builder()
                .region(Region.of(region))
                .credentialsProvider(own)
                .httpClientBuilder(http(CALL_TIMEOUT));
        if (stsEndpoint != null) {
            sts.endpointOverride(URI.create(stsEndpoint));
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts.build())
                .refreshRequest(call -> call.roleArn(roleArn).roleSessionName("data-streamer"))
                .build();
    }

    private static UrlConnectionHttpClient.Builder http(Duration deadline) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(deadline);
    }

    private static String secret(String given) {
        if (given.startsWith("env:")) {
            String value = System.getenv(given.substring("env:".length()));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException(
                        "kinesis.secret-access-key " + given + ": the environment has no such variable");
            }
            return value.strip();
        }
        if (given.startsWith("file:")) {
            try {
                return Files.readString(Path.of(given.substring("file:".length())))
                        .strip();
            } catch (IOException e) {
                throw new IllegalArgumentException("kinesis.secret-access-key " + given + ": cannot be read: " + e, e);
            }
        }
        return given;
    }

    /** Shows no secrets. */
    @Override
    public String toString() {
        return "KinesisAccess[" + region + (endpoint == null ? "" : ", " + endpoint) + "]";
    }
}
