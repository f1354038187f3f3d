package io.datastreamer.connectors.http;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.spi.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
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
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        mayAnswer.countDown();
        receiver.close();
    }

    @Test
    void hasNoMoreRequestsOnTheirWayThanItsBound() {
        try (HttpTransport transport = new HttpTransport(SETTINGS.withMaxRequests(3));
                HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE)) {
            for (int i = 0; i < 10; i++) {
                send(channel);
            }
            Awaitility.await().until(() -> receiver.connections() == 3);
            assertThat(outcomes).isEmpty();

            mayAnswer.countDown();

            Awaitility.await().until(() -> outcomes.size() == 10);
            assertThat(outcomes).containsOnly(Outcome.delivered(200));
            assertThat(receiver.received()).hasSize(10);
            assertThat(receiver.connections()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void closesTheConnectionsThatWereIdleForLongestWhereTooManyAreOpen() {
        mayAnswer.countDown();
        try (HttpTransport transport = new HttpTransport(SETTINGS.withMaxConnections(2))) {
            List<HttpChannel> channels = Stream.generate(() -> transport.open(AnswerBody.FOR_PEOPLE))
                    .limit(4)
                    .toList();
            // the first is used again and again, and each of the others once
            for (HttpChannel other : channels.subList(1, 4)) {
                sendAndAwait(channels.get(0));
                sendAndAwait(other);
            }
            sendAndAwait(channels.get(0));

            assertThat(receiver.connections()).as("one for each").isEqualTo(4);
            Awaitility.await().until(() -> receiver.openConnections() == 2);
            assertThat(receiver.received())
                    .allSatisfy(request -> assertThat(request.headers()).containsEntry("connection", "Keep-Alive"));
            channels.forEach(HttpChannel::close);
            Awaitility.await().until(() -> receiver.openConnections() == 0);
        }
    }

    @Test
    void keepsNoConnectionWhereTooManyAreInUse() {
        try (HttpTransport transport = new HttpTransport(SETTINGS.withMaxConnections(1));
                HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE)) {
            send(channel);
            Awaitility.await().until(() -> receiver.connections() == 1);
            send(channel);
            Awaitility.await().until(() -> receiver.connections() == 2);
            send(channel);
            Awaitility.await().until(() -> receiver.received().size() == 3);
            assertThat(receiver.received().get(1).headers()).containsEntry("connection", "Keep-Alive");
            assertThat(receiver.received().get(2).headers()).containsEntry("connection", "close");

            mayAnswer.countDown();
            Awaitility.await().until(() -> outcomes.size() == 3);
        }
    }

    private void sendAndAwait(HttpChannel channel) {
        int before = outcomes.size();
        send(channel);
        Awaitility.await().until(() -> outcomes.size() == before + 1);
    }

    @Test
    void tellsTheResultOfEveryRequestWhenItIsClosed() {
        HttpTransport transport = new HttpTransport(SETTINGS.withMaxRequests(3));
        HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE);
        for (int i = 0; i < 10; i++) {
            send(channel);
        }
        Awaitility.await().until(() -> receiver.connections() == 3);

        transport.close();
        send(channel);

        Awaitility.await().until(() -> outcomes.size() == 11);
        assertThat(outcomes).containsOnly(Outcome.unanswered(503, "cancelled: the stream was changed or stopped"));
    }

    @Test
    void closingOneChannelLeavesTheOthersAlone() {
        try (HttpTransport transport = new HttpTransport(SETTINGS);
                HttpChannel staying = transport.open(AnswerBody.FOR_PEOPLE)) {
            HttpChannel leaving = transport.open(AnswerBody.FOR_PEOPLE);
            send(leaving);
            Awaitility.await().until(() -> receiver.received().size() == 1);
            send(staying);
            Awaitility.await().until(() -> receiver.received().size() == 2);

            leaving.close();
            Awaitility.await().until(() -> outcomes.size() == 1);
            mayAnswer.countDown();

            Awaitility.await().until(() -> outcomes.size() == 2);
            assertThat(outcomes.get(0).remoteStatus()).isEqualTo(503);
            assertThat(outcomes.get(1)).isEqualTo(Outcome.delivered(200));
        }
    }

    @Test
    void failsWhatGetsNoThreadAndGoesOnWithTheNext() {
        mayAnswer.countDown();
        AtomicBoolean exhausted = new AtomicBoolean(true);
        ThreadFactory threads = work -> {
            if (exhausted.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        };
        try (HttpTransport transport =
                        new HttpTransport(SETTINGS.withMaxRequests(1), NameService.ofTheMachine(), null, threads);
                HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE)) {
            send(channel);
            assertThat(outcomes)
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome.cause()).isEqualTo(Outcome.Cause.JVM_FAILED));

            exhausted.set(false);
            send(channel);
            Awaitility.await().until(() -> outcomes.size() == 2);

            assertThat(outcomes.get(1)).isEqualTo(Outcome.delivered(200));
        }
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

    private void send(HttpChannel channel) {
        channel.start(sending -> HttpVerdict.of(sending.send(request()), Set.of()), outcomes::add);
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
