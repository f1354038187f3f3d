package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Credentials of a role, assumed when they are first asked for, and again shortly before they end. Thread-safe. */
final class RoleCredentials implements IdentityProvider<AwsCredentialsIdentity> {
    private static final int SESSION_SECONDS = 3600;
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final AwsAccess.Role role;
    private final StsAsyncClient sts;
    private final Clock clock;
    private @Nullable CompletableFuture<AwsSessionCredentials> session;

    RoleCredentials(
            AwsAccess.Role role,
            AwsKeys ours,
            String region,
            @Nullable String endpoint,
            HttpChannel channel,
            Clock clock) {
        this.role = role;
        this.clock = clock;
        this.sts = AwsClients.configured(
                        StsAsyncClient.builder(),
                        channel,
                        region,
                        StaticCredentialsProvider.create(ours.credentials()),
                        endpoint)
                .build();
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public synchronized CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        CompletableFuture<AwsSessionCredentials> current = session;
        if (current == null || current.isCompletedExceptionally() || (current.isDone() && isEnding(current.join()))) {
            current = assume();
            session = current;
        }
        return current.thenApply(credentials -> credentials);
    }

    private boolean isEnding(AwsSessionCredentials credentials) {
        Instant now = clock.instant();
        return credentials
                .expirationTime()
                .map(end -> now.isAfter(end.minus(RENEWED_BEFORE_END)))
                .orElse(true);
    }

    private CompletableFuture<AwsSessionCredentials> assume() {
        return sts.assumeRole(call -> call.roleArn(role.arn())
                        .externalId(role.externalId())
                        .roleSessionName("data-streamer")
                        .durationSeconds(SESSION_SECONDS))
                .thenApply(RoleCredentials::credentials);
    }

    private static AwsSessionCredentials credentials(AssumeRoleResponse answer) {
        Credentials assumed = answer.credentials();
        return AwsSessionCredentials.builder()
                .accessKeyId(assumed.accessKeyId())
                .secretAccessKey(assumed.secretAccessKey())
                .sessionToken(assumed.sessionToken())
                .expirationTime(assumed.expiration())
                .build();
    }
}
