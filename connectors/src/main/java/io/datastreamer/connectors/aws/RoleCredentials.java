package io.datastreamer.connectors.aws;

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
 * Credentials of a role, assumed when they are first asked for, and again shortly before they end. Who asks for them
 * first assumes the role in its own thread, and who asks meanwhile waits for it. Thread-safe.
 */
final class RoleCredentials implements IdentityProvider<AwsCredentialsIdentity> {
    private static final int SESSION_SECONDS = 3600;
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final AwsAccess.Role role;
    private final StsAsyncClient sts;
    private final AwsClock signing = new AwsClock();
    private final Clock clock;
    private @Nullable CompletableFuture<AwsSessionCredentials> session;

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
        while (true) {
            CompletableFuture<AwsSessionCredentials> mine = new CompletableFuture<>();
            CompletableFuture<AwsSessionCredentials> current = currentOr(mine);
            try {
                if (current == mine) {
                    assume(mine);
                }
                AwsSessionCredentials assumed = AwsCall.current().sending().waitFor(current::get);
                AwsCall.current().signedWith(() -> forget(current));
                return assumed;
            } catch (ExecutionException e) {
                if (current == mine || !(e.getCause() instanceof NoAnswerException other) || !other.isCancelled()) {
                    throw e;
                }
                // who was waited for gave up, which says nothing about the role
            }
        }
    }

    private synchronized CompletableFuture<AwsSessionCredentials> currentOr(
            CompletableFuture<AwsSessionCredentials> next) {
        CompletableFuture<AwsSessionCredentials> current = session;
        if (current == null || current.isCompletedExceptionally() || (current.isDone() && isEnding(current.join()))) {
            current = next;
            session = current;
        }
        return current;
    }

    private synchronized void forget(CompletableFuture<AwsSessionCredentials> ended) {
        if (session == ended) {
            session = null;
        }
    }

    private boolean isEnding(AwsSessionCredentials credentials) {
        Instant now = clock.instant();
        return credentials
                .expirationTime()
                .map(end -> now.isAfter(end.minus(RENEWED_BEFORE_END)))
                .orElse(true);
    }

    private void assume(CompletableFuture<AwsSessionCredentials> assumed) {
        try {
            // its answer holds keys
            assumed.complete(credentials(AwsCall.current().sending().aside(this::assumeRole)));
        } catch (ExecutionException e) {
            assumed.completeExceptionally(unwrapped(e));
        } catch (Throwable e) {
            // whatever it is: others wait for this
            assumed.completeExceptionally(e);
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

    /** The SDK wraps why there was no answer. */
    private static Throwable unwrapped(ExecutionException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        return cause.getCause() instanceof NoAnswerException noAnswer ? noAnswer : cause;
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
