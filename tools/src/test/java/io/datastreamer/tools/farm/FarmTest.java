package io.datastreamer.tools.farm;

import io.datastreamer.tools.receive.DocumentKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class FarmTest {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final String TWO = "[{\"id\":1,\"event_type\":{}},{\"id\":2}]";
    private static final int SHORT_MILLIS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private Farm farm;

    @BeforeEach
    void start() throws IOException {
        farm = Farm.start();
    }

    @AfterEach
    void stop() {
        farm.close();
    }

    private record Request(int status, List<Long> keys) {}

    @Test
    void notesWhatComesToEachEndpoint() throws Exception {
        long before = System.nanoTime();
        assertThat(post(farm.endpoint("a"), TWO)).isEqualTo(200);
        assertThat(post(farm.endpointOnItsOwn("b"), "[{\"id\":3},{\"name\":\"no id\"}]"))
                .isEqualTo(200);

        assertThat(requests(farm.endpoint("a")))
                .containsExactly(new Request(200, List.of(DocumentKey.of(1, true), DocumentKey.of(2, false))));
        assertThat(requests(farm.endpoint("b"))).containsExactly(new Request(200, List.of(DocumentKey.of(3, false))));
        assertThat(farm.endpoint("b").arrivals().documents()).isEqualTo(2);
        farm.endpoint("a")
                .arrivals()
                .forEach(0, (nanos, status, keys, from, to) -> assertThat(nanos).isBetween(before, System.nanoTime()));
        assertThat(farm.endpoints()).extracting(Endpoint::name).containsExactly("a", "b");
    }

    @Test
    void aPathMakesItsEndpoint() throws Exception {
        post(URI.create("http://127.0.0.1:" + farm.port() + "/load-7?x=1"), TWO);

        assertThat(farm.endpoint("load-7").arrivals().delivered()).isEqualTo(2);
    }

    @Test
    void aBodyThatIsNoArrayIsRefused() throws Exception {
        assertThat(post(farm.endpoint("a"), "{\"id\":1}")).isEqualTo(400);
        assertThat(farm.endpoint("a").arrivals().requests()).isZero();
    }

    @Test
    void answersAsItIsTold() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.status(429).withRetryAfter(Duration.ofSeconds(2)));
        HttpResponse<Void> throttled = send(endpoint.url(), TWO);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("2");

        endpoint.behave(Behaviour.status(302));
        assertThat(send(endpoint.url(), TWO).headers().firstValue("Location"))
                .hasValue("http://127.0.0.1:" + farm.port() + "/redirected");

        endpoint.behave(Behaviour.HEALTHY.withLatency(Duration.ofMillis(100), Duration.ofMillis(20)));
        long start = System.nanoTime();
        post(endpoint, TWO);
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(100).toNanos());
        assertThat(requests(endpoint)).extracting(Request::status).containsExactly(429, 302, 200);
        assertThat(endpoint.arrivals().delivered()).isEqualTo(2);
    }

    @Test
    void aShareOfTheRequestsFails() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.status(503).withShare(0.5));
        for (int i = 0; i < 100; i++) {
            post(endpoint, TWO);
        }

        assertThat(endpoint.arrivals().delivered()).isBetween(60L, 140L);
    }

    @Test
    void poisonIsRefusedWithAllThatIsBesideIt() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.parse("poison=2"));

        assertThat(post(endpoint, TWO)).isEqualTo(400);
        assertThat(post(endpoint, "[{\"id\":1}]")).isEqualTo(200);
    }

    @Test
    void onlyLargeBodiesMeetALimit() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.parse("over=" + (TWO.length() - 1)));
        assertThat(post(endpoint, TWO)).isEqualTo(413);
        assertThat(post(endpoint, "[{\"id\":1}]")).isEqualTo(200);

        endpoint.behave(Behaviour.parse("close,over=" + (TWO.length() - 1)));
        assertThatThrownBy(() -> post(endpoint, TWO)).isInstanceOf(IOException.class);
        assertThat(post(endpoint, "[{\"id\":1}]")).isEqualTo(200);
    }

    @Test
    void poisonMayBreakTheConnection() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.parse("reset,poison=2"));

        assertThatThrownBy(() -> post(endpoint, TWO)).isInstanceOf(IOException.class);
        assertThat(post(endpoint, "[{\"id\":1}]")).isEqualTo(200);
    }

    @Test
    void takesItsTimeForEachDocument() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.parse("per-document=60ms"));
        long start = System.nanoTime();
        post(endpoint, TWO);

        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(120).toNanos());
    }

    @Test
    void closesConnectionsThatAreIdle() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.parse("idle=100ms"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), farm.port())) {
            String request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + TWO.length() + "\r\n\r\n" + TWO;
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.setSoTimeout(120_000);

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void openRequestsAreCounted() throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.of(Fault.BLACK_HOLE));
        List<CompletableFuture<HttpResponse<Void>>> sent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sent.add(http.sendAsync(request(endpoint.url(), TWO), HttpResponse.BodyHandlers.discarding()));
        }
        await().until(() -> farm.openRequests().now() == 3);
        assertThat(farm.openRequests().mostSinceLastAsked()).isEqualTo(3);

        endpoint.behave(Behaviour.HEALTHY);
        sent.forEach(each -> assertThat(each).failsWithin(Duration.ofSeconds(10)));
        await().until(() -> farm.openRequests().now() == 0);
        assertThat(endpoint.arrivals().delivered()).isZero();
        assertThat(post(endpoint, TWO)).isEqualTo(200);
        farm.openRequests().mostSinceLastAsked();
        assertThat(farm.openRequests().mostSinceLastAsked()).isZero();
    }

    @Test
    void connectionsAreRefusedAndTakenAgain() throws Exception {
        Endpoint endpoint = farm.endpointOnItsOwn("a");
        post(endpoint, TWO);
        endpoint.behave(Behaviour.of(Fault.REFUSED));
        assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class);

        endpoint.behave(Behaviour.of(Fault.UNREACHABLE));
        assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(SocketTimeoutException.class);

        endpoint.behave(Behaviour.of(Fault.DEAF));
        try (Socket socket = connect(endpoint)) {
            assertThat(answerTo(socket)).isEmpty();
        }

        endpoint.behave(Behaviour.HEALTHY);
        assertThat(post(endpoint, TWO)).isEqualTo(200);
    }

    @Test
    void outagesComeAndGo() throws Exception {
        Endpoint endpoint = farm.endpointOnItsOwn("a");
        endpoint.behave(Behaviour.of(Fault.REFUSED).withOutages(Duration.ofMillis(400), Duration.ofMillis(400)));
        assertThat(post(endpoint, TWO)).isEqualTo(200);
        await().untilAsserted(() -> assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class));
        await().ignoreExceptions().until(() -> post(endpoint, TWO) == 200);
        await().untilAsserted(() -> assertThatThrownBy(() -> connect(endpoint)).isInstanceOf(ConnectException.class));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "BLACK_HOLE",
                "CLOSE",
                "NO_LENGTH",
                "CUT",
                "GARBAGE",
                "SLOW_HEAD",
                "ENDLESS_HEAD",
                "DRIP",
                "ENDLESS",
                "HUGE",
                "RESET"
            })
    void answersInAllTheWrongWays(Fault fault) throws Exception {
        Endpoint endpoint = farm.endpoint("a");
        endpoint.behave(Behaviour.of(fault));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), farm.port())) {
            String request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: " + TWO.length() + "\r\n\r\n" + TWO;
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            switch (fault) {
                case BLACK_HOLE -> assertThat(answerTo(socket)).isEmpty();
                case CLOSE -> assertThat(answerTo(socket)).isEmpty();
                case NO_LENGTH -> assertThat(answerTo(socket)).isEqualTo("HTTP/1.1 200 OK\r\n\r\nx");
                case CUT -> assertThat(answerTo(socket)).isEqualTo("HTTP/1.1 200 OK\r\nContent-Len");
                case GARBAGE -> assertThat(answerTo(socket)).contains("this is not HTTP");
                case SLOW_HEAD -> assertThat(answerTo(socket)).isEqualTo("HTTP/1.1 200 OK\r\nX-Slow: ");
                case ENDLESS_HEAD ->
                    assertThat(answerTo(socket)).hasSizeGreaterThan(50_000).doesNotContain("\r\n\r\n");
                case DRIP -> assertThat(answerTo(socket)).endsWith("\r\n\r\n");
                case ENDLESS ->
                    assertThat(answerTo(socket)).hasSizeGreaterThan(50_000).doesNotContain("Length");
                case HUGE -> assertThat(answerTo(socket)).contains("Content-Length: 1099511627776");
                case RESET -> assertThatThrownBy(() -> answerTo(socket)).isInstanceOf(SocketException.class);
                default -> throw new AssertionError(fault);
            }
        }

        boolean sendsAHead =
                Set.of(Fault.DRIP, Fault.ENDLESS, Fault.HUGE, Fault.NO_LENGTH).contains(fault);
        assertThat(requests(endpoint)).extracting(Request::status).containsExactly(sendsAHead ? 200 : 0);
        await().until(() -> farm.openRequests().now() == 0);
    }

    @Test
    void aCertificateIsNotToBeTrusted() throws Exception {
        Endpoint endpoint = farm.endpointOnItsOwn("a");
        String url = endpoint.untrustedUrl();

        assertThatThrownBy(() -> send(url, TWO)).isInstanceOf(SSLHandshakeException.class);
        assertThat(post(endpoint, TWO)).isEqualTo(200);
    }

    @Test
    void whatCannotBeIsSaid() throws IOException {
        Endpoint shared = farm.endpoint("a");

        assertThatThrownBy(() -> shared.behave(Behaviour.of(Fault.REFUSED)))
                .hasMessage("refused: endpoint a shares its port with others; it needs one of its own for that");
        assertThatThrownBy(() -> farm.endpointOnItsOwn("a")).hasMessageContaining("is on the shared port already");
        assertThatThrownBy(() -> farm.endpoint("a/b")).hasMessageContaining("endpoint 'a/b': expected is a name");
        assertThatThrownBy(() -> new Farm(farm.port(), Behaviour.HEALTHY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot listen on port " + farm.port());
    }

    private int post(Endpoint endpoint, String body) throws IOException, InterruptedException {
        return post(URI.create(endpoint.url()), body);
    }

    private int post(URI uri, String body) throws IOException, InterruptedException {
        return send(uri.toString(), body).statusCode();
    }

    private HttpResponse<Void> send(String url, String body) throws IOException, InterruptedException {
        return http.send(request(url, body), HttpResponse.BodyHandlers.discarding());
    }

    private static HttpRequest request(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static Socket connect(Endpoint endpoint) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        URI.create(endpoint.url()).getPort()),
                SHORT_MILLIS);
        return socket;
    }

    /** Everything that arrives until a short time passes without anything, or there is much. */
    private static String answerTo(Socket socket) throws IOException {
        socket.setSoTimeout(SHORT_MILLIS);
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            for (int read = in.read(some); read >= 0 && answer.length() < 100_000; read = in.read(some)) {
                answer.append(new String(some, 0, read, US_ASCII));
            }
        } catch (SocketTimeoutException e) {
            return answer.toString();
        }
        return answer.toString();
    }

    private static List<Request> requests(Endpoint endpoint) {
        List<Request> requests = new ArrayList<>();
        endpoint.arrivals().forEach(0, (nanos, status, keys, from, to) -> {
            List<Long> documents = new ArrayList<>();
            for (int i = from; i < to; i++) {
                documents.add(keys[i]);
            }
            requests.add(new Request(status, documents));
        });
        return requests;
    }
}
