package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.aws.AwsCall;
import io.datastreamer.connectors.aws.AwsClock;
import io.datastreamer.connectors.aws.AwsVerdict;
import io.datastreamer.connectors.files.FileClient;
import io.datastreamer.connectors.files.FileFormat;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Writes each batch as its own object, under a name that was fixed before. It never overwrites another object, unless
 * the store does not support that condition.
 */
final class S3Client extends FileClient {
    private static final int EXISTS = 412;
    private static final int BEING_WRITTEN = 409;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Settings settings;
    private final Function<String, S3AsyncClient> inRegion;
    private final AwsClock clock;
    private final Set<String> secrets;
    private volatile Located located;
    private volatile boolean overwrites;

    /** The bucket's region, as far as known, and the client for it. */
    private record Located(String region, S3AsyncClient s3) {}

    S3Client(S3Settings settings, HttpChannel channel, Function<String, S3AsyncClient> inRegion, AwsClock clock) {
        super(settings.files(), channel);
        this.settings = settings;
        this.inRegion = inRegion;
        this.clock = clock;
        this.secrets = settings.access().secrets();
        String region = settings.region() == null ? BucketRegion.FIRST_GUESS : settings.region();
        this.located = new Located(region, inRegion.apply(region));
    }

    @Override
    public String target() {
        return settings.target();
    }

    @Override
    public String receiver() {
        S3Settings.Store store = settings.store();
        return store == null
                ? "s3/" + settings.bucket()
                : store.host(settings.bucket()) + ":" + store.url().port();
    }

    @Override
    public Map<String, List<String>> chosenHosts() {
        S3Settings.Store store = settings.store();
        return store == null ? Map.of() : Map.of("endpoint", List.of(store.host(settings.bucket())));
    }

    @Override
    public ObjectNames objectNames() {
        return settings.files().names(settings.bucket());
    }

    @Override
    protected Outcome write(Batch.NamedObject object, byte[] file, HttpSending sending) throws Exception {
        return AwsCall.outcome(
                sending, clock, () -> put(object.name(), file), (answer, failure) -> outcome(object, answer, failure));
    }

    private CompletableFuture<PutObjectResponse> put(String name, byte[] file) {
        Located at = located;
        return put(at.s3(), name, file).exceptionallyCompose(failure -> {
            if (settings.store() != null && !overwrites && AwsVerdict.status(failure) == NOT_IMPLEMENTED) {
                overwrites = true;
                return put(at.s3(), name, file);
            }
            String region =
                    settings.region() == null ? BucketRegion.toldBy(failure).orElse(at.region()) : at.region();
            if (region.equals(at.region())) {
                return CompletableFuture.failedFuture(failure);
            }
            Located there = new Located(region, inRegion.apply(region));
            located = there;
            return put(there.s3(), name, file);
        });
    }

    private CompletableFuture<PutObjectResponse> put(S3AsyncClient s3, String name, byte[] file) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(settings.bucket())
                .key(name)
                .contentType(FileFormat.ofName(name).contentType())
                .ifNoneMatch(overwrites ? null : "*")
                .build();
        return s3.putObject(request, AsyncRequestBody.fromBytesUnsafe(file));
    }

    private Outcome outcome(Batch.NamedObject object, @Nullable PutObjectResponse answer, @Nullable Throwable failure) {
        if (failure == null) {
            return Outcome.delivered(
                    Objects.requireNonNull(answer).sdkHttpResponse().statusCode());
        }
        int status = AwsVerdict.status(failure);
        if (status == EXISTS) {
            // on a later attempt it is our own, from an attempt whose answer was lost
            return object.isFirstAttempt()
                    ? Outcome.nameTaken(status, "HTTP 412: there is an object " + object.name() + " already")
                    : Outcome.delivered(status);
        }
        if (status == BEING_WRITTEN) {
            return Outcome.tryAgain(status, "HTTP 409: the object " + object.name() + " is being written", null);
        }
        return AwsVerdict.of(failure, secrets);
    }
}
