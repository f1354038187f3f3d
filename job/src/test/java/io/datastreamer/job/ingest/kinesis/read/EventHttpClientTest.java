package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.TestStream;
import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEventStream;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests the SDK over the JDK's client, with a server that speaks only HTTP/2 over TLS, as the service does. */
@Timeout(120)
class EventHttpClientTest {
    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<SubscribeToShardEventStream> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private KinesisAsyncClient client;

    @BeforeEach
    void start() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        HandshakeCertificates ofServer =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        HandshakeCertificates ofClient = new HandshakeCertificates.Builder()
                .addTrustedCertificate(certificate.certificate())
                .build();
        server.useHttps(ofServer.sslSocketFactory());
        server.setProtocols(java.util.List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.start();
        KinesisAccess access = new KinesisAccess(
                "eu-central-1", "https://localhost:" + server.getPort(), "AKIATEST", "secret", null, null);
        client =
                access.openForEvents(new EventHttpClient(HttpClient.newBuilder().sslContext(ofClient.sslContext())));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void eventsComeOneByOneWhileTheAnswerGoesOnOverHttp2() throws Exception {
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        server.enqueue(answer(sink -> {
            write(sink, "initial-response", "{}");
            write(sink, "SubscribeToShardEvent", event(1));
            goOn.join();
            write(sink, "SubscribeToShardEvent", event(2));
        }));

        CompletableFuture<Void> call = subscribe();
        subscription.get().request(1);
        assertThat(next()).isEqualTo(1);
        assertThat(call).isNotDone();
        goOn.complete(null);
        assertThat(events.poll(200, TimeUnit.MILLISECONDS)).as("not asked for").isNull();
        subscription.get().request(1);
        assertThat(next()).isEqualTo(2);
        assertThat(call).succeedsWithin(TestStream.PATIENCE);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getVersion()).isEqualTo("HTTP/2");
        assertThat(request.getHeaders().get("X-Amz-Target")).isEqualTo("Kinesis_20131202.SubscribeToShard");
        assertThat(request.getHeaders().get("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIATEST/");
        assertThat(request.getBody().size()).isPositive();
    }

    @Test
    void aSubscriptionThatIsGivenUpEnds() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        server.enqueue(answer(sink -> {
            try {
                for (int i = 1; ; i++) {
                    write(sink, "SubscribeToShardEvent", event(i));
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            } catch (IOException e) {
                ended.complete(null);
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));

        var unused = subscribe();
        subscription.get().request(1);
        assertThat(next()).isEqualTo(1);
        subscription.get().cancel();

        assertThat(ended).succeedsWithin(TestStream.PATIENCE);
    }

    @Test
    void aRefusalIsToldByItsType() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/x-amz-json-1.1")
                .body("{\"__type\":\"ResourceInUseException\",\"message\":\"m\"}")
                .build());

        assertThat(subscribe())
                .failsWithin(TestStream.PATIENCE)
                .withThrowableThat()
                .withCauseInstanceOf(ResourceInUseException.class);
    }

    private CompletableFuture<Void> subscribe() {
        return client.subscribeToShard(
                call -> call.consumerARN("arn")
                        .shardId("shard")
                        .startingPosition(at -> at.type(ShardIteratorType.TRIM_HORIZON)),
                SubscribeToShardResponseHandler.builder()
                        .onEventStream(stream -> stream.subscribe(new Subscriber<>() {
                            @Override
                            public void onSubscribe(Subscription given) {
                                subscription.complete(given);
                            }

                            @Override
                            public void onNext(SubscribeToShardEventStream event) {
                                events.add(event);
                            }

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onComplete() {}
                        }))
                        .build());
    }

    private long next() throws Exception {
        SubscribeToShardEventStream event = events.poll(60, TimeUnit.SECONDS);
        if (event == null) {
            throw new TimeoutException("no event");
        }
        return ((SubscribeToShardEvent) event).millisBehindLatest();
    }

    private static String event(int number) {
        return "{\"Records\":[],\"ContinuationSequenceNumber\":\"1\",\"MillisBehindLatest\":" + number + "}";
    }

    private static void write(BufferedSink sink, String type, String payload) throws IOException {
        Message message = new Message(
                Map.of(
                        ":message-type", HeaderValue.fromString("event"),
                        ":event-type", HeaderValue.fromString(type),
                        ":content-type", HeaderValue.fromString("application/x-amz-json-1.1")),
                payload.getBytes(UTF_8));
        sink.write(message.toByteBuffer().array());
        sink.flush();
    }

    private interface Writer {
        void writeTo(BufferedSink sink) throws IOException;
    }

    private static MockResponse answer(Writer writer) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/vnd.amazon.eventstream")
                .body(new MockResponseBody() {
                    @Override
                    public long getContentLength() {
                        return -1;
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        writer.writeTo(sink);
                    }
                })
                .build();
    }
}
