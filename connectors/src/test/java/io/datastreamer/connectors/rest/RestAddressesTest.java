package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Names with several addresses, some of which accept no connection. */
class RestAddressesTest {
    private final Receiver receiver = new Receiver(Reply.of(200, "ok"));
    private final List<AutoCloseable> toClose = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        receiver.close();
    }

    @Test
    void reachesTheOnlyOneOfSixThatDoesNotRefuse() throws Exception {
        HttpTransport transport = transport(6, 5, 4, 3, 2, 1);

        assertThat(send(transport)).isEqualTo(Outcome.delivered(200));
        assertThat(send(transport)).isEqualTo(Outcome.delivered(200));
    }

    @Test
    void reachesTheOnlyOneThatAnswersBesideBlackHoles() throws Exception {
        for (int last = 2; last <= 4; last++) {
            blackHole(last);
        }
        HttpTransport transport = transport(2, 3, 4, 1);

        // with 10 s for each address in turn it would be reached at the deadline of 30 s
        assertThat(send(transport)).isEqualTo(Outcome.delivered(200));
        assertThat(send(transport)).isEqualTo(Outcome.delivered(200));
    }

    @Test
    void dialsNoneWhereOneMayNotBeDialled() throws Exception {
        HttpTransport transport = transport(1, 77);

        Outcome outcome = send(transport);

        assertThat(outcome.remoteStatus()).isEqualTo(500);
        assertThat(outcome.error()).startsWith("address not allowed: ");
        assertThat(receiver.connections()).isZero();
    }

    private Outcome send(HttpTransport transport) throws Exception {
        return Rest.send(transport, "http://receiver.customer.test:" + receiver.port() + "/in");
    }

    private HttpTransport transport(int... last) {
        List<InetAddress> addresses =
                IntStream.of(last).mapToObj(RestAddressesTest::loopback).toList();
        HttpTransport transport = new HttpTransport(
                HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/29")), host -> addresses, null);
        toClose.add(0, transport);
        return transport;
    }

    /** A queue of connections that nobody accepts: once it is full, the next ones get no answer. */
    private void blackHole(int last) throws IOException {
        ServerSocket full = new ServerSocket(receiver.port(), 1, loopback(last));
        toClose.add(full);
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket();
            toClose.add(socket);
            try {
                socket.connect(new InetSocketAddress(loopback(last), receiver.port()), 100);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
