package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** If the other side is not a broker, or a broken one, there is one outcome, and no document counts as sent. */
@Timeout(120)
class HostileBrokerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final HttpTransport transport = new HttpTransport(
            HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1")).withTimeouts(DEADLINE, DEADLINE, DEADLINE));
    private final ServerSocket server = serverSocket();

    @AfterEach
    void close() throws IOException {
        server.close();
        transport.close();
    }

    @ParameterizedTest
    @CsvSource({
        // an answer: of two GiB, of negative size, to another request, empty, of noise, HTTP, truncated
        "7fffffff00000000, 502",
        "ffffffff00000000, 502",
        "0000000a00000063000000000000, 502",
        "00000000, 502",
        "00000010000000000000ffffffffffffffffffff, 502",
        "485454502f312e312034303020426164, 502",
        "0000001000000000, 503",
    })
    void isNoAnswer(String answer, int status) throws Exception {
        answering(HexFormat.of().parseHex(answer), true);

        Outcome outcome = send();

        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).as("%s", outcome).isEqualTo(status);
        assertThat(outcome.cause()).isEqualTo(Outcome.Cause.NOT_REACHED);
    }

    @Test
    void whoNeverAnswersIsGivenUpAtTheDeadline() throws Exception {
        answering(new byte[0], false);

        Outcome outcome = send();

        assertThat(outcome.remoteStatus()).isEqualTo(504);
        assertThat(outcome.error()).contains("time-out");
    }

    @Test
    void whoDripsIsGivenUpAtTheDeadline() throws Exception {
        Thread dripping = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(new byte[] {0, 0, 1, 0});
                while (true) {
                    socket.getOutputStream().write(0);
                    socket.getOutputStream().flush();
                    socket.setSoTimeout(20);
                    try {
                        socket.getInputStream().read();
                    } catch (SocketTimeoutException e) {
                        // time for the next
                    }
                }
            } catch (IOException e) {
                // the other side has closed
            }
        });
        dripping.setDaemon(true);
        dripping.start();

        assertThat(send().remoteStatus()).isIn(502, 504);
    }

    @Test
    void nobodyListens() throws Exception {
        server.close();

        Outcome outcome = send();

        assertThat(outcome.remoteStatus()).isEqualTo(503);
        assertThat(outcome.error()).startsWith("cannot connect");
    }

    private Outcome send() throws Exception {
        Map<String, String> settings =
                Map.of("bootstrap_servers", "127.0.0.1:" + server.getLocalPort(), "topic", "sims", "tls", "off");
        try (Client client = Integrations.standard(transport).open(Streams.stream(ApiType.KAFKA, settings))) {
            Sent sent = Sent.start(client, Documents.batch(1));
            Outcome outcome = sent.outcome();
            assertThat(sent.outcomes()).hasSize(1);
            return outcome;
        }
    }

    private void answering(byte[] answer, boolean closes) {
        Thread answering = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    socket.getInputStream().read(new byte[1024]);
                    socket.getOutputStream().write(answer);
                    if (closes) {
                        socket.close();
                    }
                }
            } catch (IOException e) {
                // closed
            }
        });
        answering.setDaemon(true);
        answering.start();
    }

    private static ServerSocket serverSocket() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
