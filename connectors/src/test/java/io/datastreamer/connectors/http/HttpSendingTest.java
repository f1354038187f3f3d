package io.datastreamer.connectors.http;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** There is exactly one outcome, whatever is thrown and whenever it is cancelled. */
class HttpSendingTest {
    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8"));
    private static final Outcome CANCELLED = Outcome.unanswered(504, "cancelled: there was no answer yet");

    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean lookingUp = new AtomicBoolean();
    private final NameService names = host -> {
        lookingUp.set(true);
        awaitEnd();
        return List.of(InetAddress.getLoopbackAddress());
    };
    private final HttpTransport transport = new HttpTransport(SETTINGS, names, null);
    private final HttpChannel channel = transport.open(AnswerBody.FOR_PEOPLE);
    private final Receiver receiver = new Receiver(Reply.of(200, "ok"));
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        never.countDown();
        transport.close();
        receiver.close();
    }

    static Stream<Throwable> failuresOfTheJvm() {
        return Stream.of(
                new OutOfMemoryError("as if"),
                new InternalError("as if"),
                new IllegalStateException("around it", new OutOfMemoryError("as if")));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTheJvm")
    void tellsThatTheJvmFailed(Throwable failure) {
        channel.start(
                sending -> {
                    throw HttpSendingTest.<RuntimeException>sneak(failure);
                },
                outcomes::add);

        assertThat(outcome().cause()).isEqualTo(Outcome.Cause.JVM_FAILED);
        assertThat(outcome().verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome().error()).contains("as if");
    }

    @Test
    void takesWhatFailsBeforeARequestForTheContents() {
        for (Throwable failure : List.of(new IllegalStateException(), new StackOverflowError(), new IOException())) {
            outcomes.clear();
            channel.start(
                    sending -> {
                        throw HttpSendingTest.<RuntimeException>sneak(failure);
                    },
                    outcomes::add);

            assertThat(outcome().verdict()).as("%s", failure).isEqualTo(CONTENT_REFUSED);
        }
    }

    @Test
    void triesAgainWhatFailsForLackOfAClass() {
        channel.start(
                sending -> {
                    throw new NoClassDefFoundError("Lost");
                },
                outcomes::add);

        assertThat(outcome().verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome().cause()).isEqualTo(Outcome.Cause.NO_ANSWER);
    }

    @Test
    void triesAgainWhenAnAnswerCannotBeRead() {
        channel.start(
                sending -> {
                    sending.send(request(receiver.url("/")));
                    throw new IllegalArgumentException("no such number");
                },
                outcomes::add);

        assertThat(outcome())
                .isEqualTo(Outcome.unanswered(502, "the answer cannot be understood: IllegalArgumentException"));
    }

    @Test
    void tellsItOnceThoughTheListenerThrows() {
        AtomicBoolean told = new AtomicBoolean();
        channel.start(sending -> Outcome.delivered(200), outcome -> {
            outcomes.add(outcome);
            throw new OutOfMemoryError("as if");
        });
        await().until(() -> outcomes.size() == 1);
        channel.start(sending -> Outcome.delivered(201), outcome -> told.set(true));

        await().untilTrue(told);
        assertThat(outcomes).containsExactly(Outcome.delivered(200));
    }

    @Test
    void isCancelledWhileTheBodyIsMade() {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch made = new CountDownLatch(1);
        Sending sending = channel.start(
                working -> {
                    making.countDown();
                    made.await();
                    return HttpVerdict.of(working.send(request(receiver.url("/"))), Set.of());
                },
                outcomes::add);
        await().until(() -> making.getCount() == 0);

        sending.cancel();
        made.countDown();

        assertThat(outcome()).isEqualTo(CANCELLED);
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void isCancelledWhileANameIsLookedUp() {
        Sending sending = send("http://receiver.customer.test/");
        await().untilTrue(lookingUp);

        sending.cancel();

        assertThat(outcome()).isEqualTo(CANCELLED);
        assertThat(sendsStill()).isTrue();
    }

    @Test
    void isCancelledWhileItDials() throws IOException {
        List<Socket> filling = new ArrayList<>();
        // a queue of connections that nobody accepts: once it is full, the next ones get no answer
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            for (int i = 0; i < 4; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 100);
                } catch (IOException e) {
                    break;
                }
            }
            Sending sending = send("http://127.0.0.1:" + ((InetSocketAddress) full.getLocalSocketAddress()).getPort());

            await().until(() -> transport.openConnections() == 1);
            sending.cancel();

            assertThat(outcome()).isEqualTo(CANCELLED);
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    @Test
    void isCancelledWhileItShakesHands() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Sending sending = send("https://127.0.0.1:" + silent.getLocalPort());
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read())
                        .as("the first byte of a hello")
                        .isEqualTo(22);

                sending.cancel();

                assertThat(outcome()).isEqualTo(CANCELLED);
            }
        }
    }

    private boolean sendsStill() {
        outcomes.clear();
        send(receiver.url("/"));
        return outcome().equals(Outcome.delivered(200));
    }

    private Sending send(String url) {
        return channel.start(sending -> HttpVerdict.of(sending.send(request(url)), Set.of()), outcomes::add);
    }

    private Outcome outcome() {
        await().until(() -> !outcomes.isEmpty());
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static Request request(String url) {
        return new Request.Builder().url(url).build();
    }

    private void awaitEnd() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
