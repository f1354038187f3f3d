package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.SlicesBody;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Sends the AWS SDK's requests over our own transport, so that the egress rules, the deadline and the limits are the
 * same for all integrations. Bodies are in memory on both sides. A request is sent in the calling thread, on behalf of
 * the batch that {@link AwsCall} is sending there; it has ended when the call returns.
 */
final class ChannelHttpClient implements SdkAsyncHttpClient {

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        HttpSending sending = AwsCall.current().sending();
        CompletableFuture<Void> done = new CompletableFuture<>();
        request.requestContentPublisher().subscribe(new BodyReader() {
            @Override
            void read(List<ByteBuffer> body) {
                tell(request.responseHandler(), sending.send(okHttp(request.request(), body)), done);
            }

            @Override
            public void onError(Throwable failure) {
                request.responseHandler().onError(failure);
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /** Converts a request of the SDK to one of our transport. */
    static Request okHttp(SdkHttpRequest request, List<ByteBuffer> body) {
        Request.Builder copy = new Request.Builder().url(request.getUri().toString());
        request.forEachHeader((name, values) -> values.forEach(value -> copy.addHeader(name, value)));
        RequestBody content = switch (request.method()) {
            case GET, HEAD, DELETE -> null;
            case POST, PUT, PATCH, OPTIONS -> new SlicesBody(new BufferSlices(body), null);
        };
        // answers are read once and not kept, so compression gains nothing
        return copy.header("Accept-Encoding", "identity")
                .method(request.method().name(), content)
                .build();
    }

    private static void tell(SdkAsyncHttpResponseHandler handler, HttpResult result, CompletableFuture<Void> done) {
        if (result instanceof HttpAnswer answer) {
            handler.onHeaders(SdkHttpResponse.builder()
                    .statusCode(answer.status())
                    .headers(answer.headers().toMultimap())
                    .build());
            // a truncated document is not passed on
            handler.onStream(new BodyWriter(answer.whole() ? answer.body() : new byte[0]));
            done.complete(null);
        } else {
            NoAnswerException failure = new NoAnswerException((HttpFault) result);
            handler.onError(failure);
            done.completeExceptionally(failure);
        }
    }

    @Override
    public String clientName() {
        return "data-streamer";
    }

    /** Does nothing: there is nothing to close. */
    @Override
    public void close() {}

    /** Collects a body that may arrive in parts. */
    private abstract static class BodyReader implements Subscriber<ByteBuffer> {
        private final List<ByteBuffer> parts = new ArrayList<>();

        abstract void read(List<ByteBuffer> body);

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            parts.add(part);
        }

        @Override
        public void onComplete() {
            read(parts);
        }
    }

    /** Publishes a body as one part. */
    private record BodyWriter(byte[] body) implements Publisher<ByteBuffer> {
        @Override
        public void subscribe(Subscriber<? super ByteBuffer> reader) {
            reader.onSubscribe(new Subscription() {
                private boolean ended;

                @Override
                public void request(long parts) {
                    if (!ended) {
                        ended = true;
                        if (body.length > 0) {
                            reader.onNext(ByteBuffer.wrap(body));
                        }
                        reader.onComplete();
                    }
                }

                @Override
                public void cancel() {
                    ended = true;
                }
            });
        }
    }
}
