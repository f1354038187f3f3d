package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.SharedCredential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.auth.scheme.StsAuthSchemeProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The credentials of a role, which is assumed at the first request for them, and again shortly before they expire.
 * Thread-safe.
 */
final class RoleCredentials implements IdentityProvider<AwsCredentialsIdentity> {
    private static final int SESSION_SECONDS = 3600;
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final AwsAccess.Role role;
    private final StsAsyncClient sts;
    private final AwsClock signing = new AwsClock();
    private final Clock clock;
    private final SharedCredential<AwsSessionCredentials> session =
            new SharedCredential<>(credentials -> !isEnding(credentials));

    RoleCredentials(AwsAccess.Role role, AwsKeys ours, String region, @Nullable String endpoint, Clock clock) {
        this.role = role;
        this.clock = clock;
        this.sts = AwsClients.configured(
                        StsAsyncClient.builder()
                                .authSchemeProvider(call -> signing.on(
                                        StsAuthSchemeProvider.defaultProvider().resolveAuthScheme(call))),
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
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        try {
            return CompletableFuture.completedFuture(session());
        } catch (ExecutionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private AwsSessionCredentials session() throws Exception {
        AwsSessionCredentials assumed =
                session.get(AwsCall.current().sending(), this::assume).value();
        AwsCall.current().signedWith(() -> session.forget(assumed));
        return assumed;
    }

    private boolean isEnding(AwsSessionCredentials credentials) {
        Instant now = clock.instant();
        return credentials
                .expirationTime()
                .map(end -> now.isAfter(end.minus(RENEWED_BEFORE_END)))
                .orElse(true);
    }

    private AwsSessionCredentials assume() throws Exception {
        try {
            // aside: the answer holds keys
            return credentials(AwsCall.current().sending().aside(this::assumeRole));
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    private AssumeRoleResponse assumeRole() throws ExecutionException, InterruptedException {
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role.arn())
                .externalId(role.externalId())
                .roleSessionName("data-streamer")
                .durationSeconds(SESSION_SECONDS)
                .build();
        try {
            return sts.assumeRole(request).get();
        } catch (ExecutionException e) {
            if (signing.isCorrectedBy(e)) {
                return sts.assumeRole(request).get();
            }
            throw e;
        }
    }

    /** Returns the reason why there was no answer, which the SDK wraps. */
    private static Exception unwrapped(ExecutionException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        if (cause.getCause() instanceof NoAnswerException noAnswer) {
            return noAnswer;
        }
        return cause instanceof Exception exception ? exception : failure;
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
