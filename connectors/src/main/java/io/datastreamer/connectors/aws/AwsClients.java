package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.threads.DaemonThreads;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * Configures clients of the AWS SDK: with our own transport and the given credentials, and without this machine's
 * profile files, hidden retries or threads of their own. A client needs no closing.
 */
public final class AwsClients {
    /** Every client requires one, but uses it only for retries and time limits, which are off. */
    private static final ScheduledExecutorService UNUSED_SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("aws-scheduler"));

    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private static final ClientOverrideConfiguration CALLS = ClientOverrideConfiguration.builder()
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .defaultProfileFile(NO_PROFILES)
            .scheduledExecutorService(UNUSED_SCHEDULER)
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "data-streamer")
            .build();

    private AwsClients() {}

    /**
     * Configures a builder.
     *
     * @param builder of an asynchronous client
     * @param region the region of the service
     * @param credentials credentials that sign the requests
     * @param endpoint the service's address; null for the public one
     */
    public static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B configured(
            B builder,
            String region,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            @Nullable String endpoint) {
        builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .defaultsMode(DefaultsMode.STANDARD)
                .dualstackEnabled(false)
                .fipsEnabled(false)
                .overrideConfiguration(CALLS)
                .httpClient(new ChannelHttpClient())
                // results are delivered in the request's thread
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        return endpoint == null ? builder : builder.endpointOverride(URI.create(endpoint));
    }
}
