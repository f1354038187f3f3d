package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.aws.AwsClients;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Calls a second that the AWS SDK makes: written, hashed and signed (Signature Version 4), over a transport that takes the
 * body and answers at once.
 */
public class AwsCallBenchmark extends SinglePart {
    private static final int DOCUMENTS = 500;
    private static final String REGION = "eu-central-1";
    private static final int OBJECT_BYTES = 1 << 20;
    // an empty object in CBOR
    private static final byte[] NOTHING = {(byte) 0xA0};

    private final StaticCredentialsProvider credentials =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "a/secret+of/ours"));
    private final KinesisAsyncClient kinesis = AwsClients.configured(
                    KinesisAsyncClient.builder(), REGION, credentials, null)
            .httpClient(new AnswersAtOnce(NOTHING))
            .build();
    private final S3AsyncClient s3 = AwsClients.configured(S3AsyncClient.builder(), REGION, credentials, null)
            .httpClient(new AnswersAtOnce(new byte[0]))
            .build();
    private final PutRecordsRequest records = records(SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS));
    private final PutObjectRequest object = PutObjectRequest.builder()
            .bucket("documents")
            .key("cdr_1.csv")
            .ifNoneMatch("*")
            .build();
    private final byte[] csv = csv();

    /** A call of Kinesis with five hundred events. */
    @Benchmark
    public PutRecordsResponse kinesis() {
        return kinesis.putRecords(records).join();
    }

    /** An object of 1 MiB for S3. */
    @Benchmark
    public PutObjectResponse s3() {
        return s3.putObject(object, AsyncRequestBody.fromBytesUnsafe(csv)).join();
    }

    private static PutRecordsRequest records(Batch batch) {
        List<PutRecordsRequestEntry> entries = batch.items().stream()
                .map(item -> PutRecordsRequestEntry.builder()
                        .partitionKey(item.simKey())
                        .data(SdkBytes.fromByteBuffer(ByteBuffer.wrap(item.buffer(), item.offset(), item.length())))
                        .build())
                .toList();
        return PutRecordsRequest.builder()
                .streamName("documents")
                .records(entries)
                .build();
    }

    private static byte[] csv() {
        byte[] csv = new byte[OBJECT_BYTES];
        Arrays.fill(csv, (byte) ',');
        return csv;
    }

    /** Takes each request's body, and answers with the same. */
    private record AnswersAtOnce(byte[] answer) implements SdkAsyncHttpClient {

        @Override
        public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            request.requestContentPublisher().subscribe(new Subscriber<>() {
                @Override
                public void onSubscribe(Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                }

                @Override
                public void onNext(ByteBuffer part) {
                    part.position(part.limit());
                }

                @Override
                public void onError(Throwable failure) {
                    request.responseHandler().onError(failure);
                    done.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {
                    request.responseHandler()
                            .onHeaders(SdkHttpResponse.builder().statusCode(200).build());
                    request.responseHandler().onStream(SdkPublisher.adapt(AsyncRequestBody.fromBytesUnsafe(answer)));
                    done.complete(null);
                }
            });
            return done;
        }

        @Override
        public String clientName() {
            return "answers-at-once";
        }

        @Override
        public void close() {}
    }
}
