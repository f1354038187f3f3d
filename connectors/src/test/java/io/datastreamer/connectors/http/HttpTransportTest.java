package io.datastreamer.connectors.http;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpTransportTest {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1"));

    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final Receiver receiver = new Receiver((request, wire) -> {
        await(mayAnswer);
        Reply.of(200, "ok").to(request, wire);
    });
    private final List<HttpResult> results = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        mayAnswer.countDown();
        receiver.close();
    }

    @Test
    void hasNoMoreRequestsOnTheirWayThanItsBound() {
        try (HttpTransport transport = new HttpTransport(SETTINGS.withMaxRequests(3));
                HttpChannel channel = transport.open()) {
            for (int i = 0; i < 10; i++) {
                channel.send(request(), results::add);
            }
            Awaitility.await().until(() -> receiver.connections() == 3);
            assertThat(results).isEmpty();

            mayAnswer.countDown();

            Awaitility.await().until(() -> results.size() == 10);
            assertThat(results)
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    HttpAnswer.class,
                                    answer -> assertThat(answer.status()).isEqualTo(200)));
            assertThat(receiver.received()).hasSize(10);
            assertThat(receiver.connections()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void keepsNoConnectionWhereTooManyAreOpen() {
        mayAnswer.countDown();
        try (HttpTransport transport = new HttpTransport(SETTINGS.withMaxConnections(2))) {
            List<HttpChannel> channels =
                    Stream.generate(transport::open).limit(5).toList();
            for (int i = 0; i < channels.size(); i++) {
                int sent = i + 1;
                channels.get(i).send(request(), results::add);
                Awaitility.await().until(() -> results.size() == sent);
            }

            Awaitility.await().until(() -> receiver.openConnections() == 3);
            assertThat(receiver.connections()).isEqualTo(5);
            assertThat(receiver.received().get(2).headers()).containsEntry("connection", "Keep-Alive");
            assertThat(receiver.received().get(3).headers()).containsEntry("connection", "close");
            channels.forEach(HttpChannel::close);
            Awaitility.await().until(() -> receiver.openConnections() == 0);
        }
    }

    @Test
    void tellsTheResultOfEveryRequestWhenItIsClosed() {
        HttpTransport transport = new HttpTransport(SETTINGS.withMaxRequests(3));
        HttpChannel channel = transport.open();
        for (int i = 0; i < 10; i++) {
            channel.send(request(), results::add);
        }
        Awaitility.await().until(() -> receiver.connections() == 3);

        transport.close();
        channel.send(request(), results::add);

        Awaitility.await().until(() -> results.size() == 11);
        assertThat(results)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                HttpFault.class,
                                fault -> assertThat(fault.kind()).isEqualTo(HttpFault.Kind.CANCELLED)));
    }

    @Test
    void closingOneChannelLeavesTheOthersAlone() {
        try (HttpTransport transport = new HttpTransport(SETTINGS);
                HttpChannel staying = transport.open()) {
            HttpChannel leaving = transport.open();
            leaving.send(request(), results::add);
            Awaitility.await().until(() -> receiver.received().size() == 1);
            staying.send(request(), results::add);
            Awaitility.await().until(() -> receiver.received().size() == 2);

            leaving.close();
            Awaitility.await().until(() -> results.size() == 1);
            mayAnswer.countDown();

            Awaitility.await().until(() -> results.size() == 2);
            assertThat(results.get(0)).isInstanceOf(HttpFault.class);
            assertThat(results.get(1)).isInstanceOf(HttpAnswer.class);
        }
    }

    @Test
    void makesLateHeadersInTheRequestsThread() {
        mayAnswer.countDown();
        Thread[] madeBy = new Thread[1];
        LateHeaders late = () -> {
            madeBy[0] = Thread.currentThread();
            return Headers.of("X-Late", "yes");
        };
        try (HttpTransport transport = new HttpTransport(SETTINGS);
                HttpChannel channel = transport.open()) {
            channel.send(request().newBuilder().tag(LateHeaders.class, late).build(), results::add);
            Awaitility.await().until(() -> results.size() == 1);
        }

        assertThat(receiver.received().get(0).headers()).containsEntry("x-late", "yes");
        assertThat(madeBy[0]).isNotSameAs(Thread.currentThread());
    }

    @Test
    void tellsAResultThoughLateHeadersFail() {
        LateHeaders broken = () -> {
            throw new IllegalStateException("no");
        };
        try (HttpTransport transport = new HttpTransport(SETTINGS);
                HttpChannel channel = transport.open()) {
            channel.send(request().newBuilder().tag(LateHeaders.class, broken).build(), results::add);
            Awaitility.await().until(() -> results.size() == 1);
        }

        assertThat(results.get(0)).isInstanceOf(HttpFault.class);
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void saysWhichOptionIsNotValid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withMaxRequests(0))
                .withMessage("maxRequests: is 0, must be more than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SETTINGS.withTimeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withMessage("callTimeout: is 0, must be more than 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpTransport(SETTINGS.withEgressAllow(List.of("intranet"))))
                .withMessageStartingWith("egress.allow: 'intranet' is not a block of addresses");
    }

    private Request request() {
        return new Request.Builder()
                .url(receiver.url("/"))
                .post(RequestBody.create("[]", null))
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
