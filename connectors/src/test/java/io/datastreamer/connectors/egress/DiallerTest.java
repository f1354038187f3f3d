package io.datastreamer.connectors.egress;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Connections for protocols other than HTTP follow the same rules, and use the same proxy. */
class DiallerTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ServerSocket server = serverSocket();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> toClose = new ArrayList<>(List.of(server));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Test
    void dialsTheFirstAddressThatTakesTheConnection() throws Exception {
        answering("hello");
        Egress egress = egress(List.of("127.0.0.0/8"), null, "127.0.0.2", "127.0.0.1");
        List<Closeable> dialled = new ArrayList<>();

        try (Wire wire = egress.dial("broker.customer.test", server.getLocalPort(), LIMIT, dialled::add)) {
            assertThat(new String(wire.in().readNBytes(5), US_ASCII)).isEqualTo("hello");
        }
        assertThat(dialled).hasSizeBetween(1, 2);
        assertThat(egress.openConnections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "0x7f000001", "", "name.test"})
    void refusesWhatIsNotAllowed(String host) {
        for (String proxy : new String[] {null, "127.0.0.1:" + server.getLocalPort()}) {
            if (proxy == null || !(host.isEmpty() || host.endsWith("test"))) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> egress(List.of(), proxy, "127.0.0.1")
                                .dial(host, server.getLocalPort(), LIMIT, any -> {}));
            }
        }
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void aPortThatIsNoneIsNoAddress(int port) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () -> egress(List.of("127.0.0.1"), null, "127.0.0.1").dial("name.test", port, LIMIT, any -> {}))
                .withMessageContaining("port " + port);
    }

    @Test
    void goesThroughTheOperatorsProxy() throws Exception {
        answering("HTTP/1.1 200 Connection established\r\nVia: proxy\r\n\r\nhello");

        try (Wire wire = egress(List.of(), "127.0.0.1:" + server.getLocalPort(), "127.0.0.1")
                .dial("broker.customer.test", 9093, LIMIT, any -> {})) {
            assertThat(new String(wire.in().readNBytes(5), US_ASCII)).isEqualTo("hello");
        }
        assertThat(said).startsWith("CONNECT broker.customer.test:9093 HTTP/1.1", "Host: broker.customer.test:9093");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 403 Forbidden\r\n\r\n", "HTTP/1.1 200 OK\r\n", "noise"})
    void aProxyThatDoesNotLetUsThroughIsAFailure(String answer) throws Exception {
        answering(answer);
        Egress egress = egress(List.of(), "127.0.0.1:" + server.getLocalPort(), "127.0.0.1");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> egress.dial("broker.customer.test", 9093, LIMIT, any -> {}))
                .withMessageContaining("the proxy");
        assertThat(egress.openConnections()).isZero();
    }

    private Egress egress(List<String> allow, @Nullable String proxy, String... addresses) {
        NameService names = host -> {
            List<InetAddress> all = new ArrayList<>();
            for (String address : addresses) {
                all.add(InetAddress.getByName(address));
            }
            return all;
        };
        Egress made = new Egress(EgressPolicy.allowing(allow), names, LIMIT, proxy);
        toClose.add(made);
        return made;
    }

    /** Answers with this text once the head of a request has arrived or the client sends no more, and closes. */
    private void answering(String answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                if (answer.startsWith("HTTP") || answer.equals("noise")) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
                    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                        said.add(line);
                    }
                }
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
            } catch (IOException e) {
                // the other side has closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static ServerSocket serverSocket() {
        try {
            return new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
