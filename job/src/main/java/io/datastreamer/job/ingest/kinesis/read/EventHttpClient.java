package io.datastreamer.job.ingest.kinesis.read;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * Adapts the JDK's HTTP client to the AWS SDK's interface: HTTP/2 over TLS if the server has it, answers of any
 * duration, and no more of them in memory than was requested. A call ends with its answer; the only deadline is that
 * for connecting.
 */
final class EventHttpClient implements SdkAsyncHttpClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Headers that only the JDK's client may set. */
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final HttpClient http;

    EventHttpClient() {
        this(HttpClient.newBuilder());
    }

    /** @param builder further settings, for a server with its own certificate */
    EventHttpClient(HttpClient.Builder builder) {
        this.http = builder.connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest call) {
        SdkAsyncHttpResponseHandler handler = call.responseHandler();
        CompletableFuture<Void> done = new CompletableFuture<>();
        var unused = http.sendAsync(request(call), answer -> {
                    handler.onHeaders(response(answer));
                    return HttpResponse.BodySubscribers.ofPublisher();
                })
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        handler.onStream(to -> answer.body().subscribe(new Body(to, done)));
                    } else {
                        handler.onError(failure);
                        done.completeExceptionally(failure);
                    }
                });
        return done;
    }

    private static HttpRequest request(AsyncExecuteRequest call) {
        SdkHttpRequest from = call.request();
        HttpRequest.Builder request = HttpRequest.newBuilder(from.getUri());
        // without TLS the JDK would request an upgrade, which some servers grant and then fall silent
        request.version("https".equals(from.protocol()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        from.forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        Flow.Publisher<ByteBuffer> body = FlowAdapters.toFlowPublisher(call.requestContentPublisher());
        long length = call.requestContentPublisher().contentLength().orElse(0L);
        return request.method(
                        from.method().name(),
                        length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.fromPublisher(body, length))
                .build();
    }

    private static SdkHttpResponse response(HttpResponse.ResponseInfo answer) {
        return SdkHttpResponse.builder()
                .statusCode(answer.statusCode())
                .headers(answer.headers().map())
                .build();
    }

    @Override
    public String clientName() {
        return "Jdk";
    }

    /** Does nothing: connections close when they are idle. */
    @Override
    public void close() {}

    /** Passes the body on, one piece for each that is requested. */
    private static final class Body implements Flow.Subscriber<List<ByteBuffer>> {
        private final Subscriber<? super ByteBuffer> to;
        private final CompletableFuture<Void> done;

        Body(Subscriber<? super ByteBuffer> to, CompletableFuture<Void> done) {
            this.to = to;
            this.done = done;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(new Subscription() {
                @Override
                public void request(long count) {
                    subscription.request(count);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                    done.complete(null);
                }
            });
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            ByteBuffer all = ByteBuffer.allocate(
                    pieces.stream().mapToInt(ByteBuffer::remaining).sum());
            pieces.forEach(all::put);
            to.onNext(all.flip());
        }

        @Override
        public void onError(Throwable failure) {
            to.onError(failure);
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            to.onComplete();
            done.complete(null);
        }
    }
}
