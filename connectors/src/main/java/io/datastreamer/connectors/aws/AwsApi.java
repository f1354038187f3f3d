package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * A client of an AWS service that needs no SDK client: the SDK signs, our own transport sends ({@code
 * docs/decisions/0060}). Thread-safe.
 */
public final class AwsApi {
    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    private final String service;
    private final String region;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final URI address;
    private final AwsClock clock = new AwsClock();

    /**
     * Creates a client of a service in a region.
     *
     * @param service its name in signatures and host names
     * @param region the region to call
     * @param credentials credentials that sign the requests
     * @param endpoint the service's address; null for the public one of the region
     */
    public AwsApi(
            String service,
            String region,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            @Nullable String endpoint) {
        this.service = service;
        this.region = region;
        this.credentials = credentials;
        String host = service + "." + region + "."
                + PartitionMetadata.of(Region.of(region)).dnsSuffix();
        this.address = URI.create((endpoint == null ? "https://" + host : endpoint) + "/");
    }

    /** The clock that signs calls. */
    public AwsClock clock() {
        return clock;
    }

    /**
     * Makes a call in this thread; it has ended when this returns. To be called within {@link AwsCall#outcome}.
     *
     * @param headers of the request, besides what signing adds
     * @param body its body
     * @return the answer if it is a success; otherwise it fails with an exception that {@link AwsVerdict} understands
     */
    public CompletableFuture<HttpAnswer> call(Map<String, String> headers, byte[] body) {
        AwsCredentialsIdentity identity;
        try {
            identity = credentials.resolveIdentity().get();
        } catch (ExecutionException e) {
            return CompletableFuture.failedFuture(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        SdkHttpRequest request = signed(identity, headers, body).request();
        HttpResult result =
                AwsCall.current().sending().send(ChannelHttpClient.okHttp(request, List.of(ByteBuffer.wrap(body))));
        if (result instanceof HttpFault fault) {
            return CompletableFuture.failedFuture(new NoAnswerException(fault));
        }
        HttpAnswer answer = (HttpAnswer) result;
        return answer.status() / 100 == 2
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(AwsError.of(answer));
    }

    private SignedRequest signed(AwsCredentialsIdentity identity, Map<String, String> headers, byte[] body) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        request.putHeader("User-Agent", "data-streamer");
        return SIGNER.sign(signing -> signing.identity(identity)
                .request(request.build())
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    }
}
