package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

class RestTlsTest {
    private static final String HOST = "receiver.customer.test";
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("authority")
            .build();

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final HttpTransport transport = transport(HttpSettings.DEFAULTS);

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @Test
    void deliversWithAGoodCertificate() throws SettingsException {
        Receiver receiver = receiver(certificate(HOST).build());

        assertThat(Rest.send(transport, url(receiver))).isEqualTo(Outcome.delivered(200));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void refusesAnExpiredCertificate() throws SettingsException {
        long now = Instant.now().toEpochMilli();
        long day = Duration.ofDays(1).toMillis();

        assertUntrusted(
                certificate(HOST).validityInterval(now - 2 * day, now - day).build(), "the certificate has expired");
    }

    @Test
    void refusesACertificateOfTheFuture() throws SettingsException {
        long now = Instant.now().toEpochMilli();
        long day = Duration.ofDays(1).toMillis();

        assertUntrusted(
                certificate(HOST).validityInterval(now + day, now + 2 * day).build(), "not valid yet");
    }

    @Test
    void refusesACertificateForAnotherName() throws SettingsException {
        assertUntrusted(
                certificate("elsewhere.customer.test").build(), "for another name: Hostname " + HOST + " not verified");
    }

    @Test
    void refusesASelfSignedCertificate() throws SettingsException {
        assertUntrusted(
                new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build(), "issuer is not known");
    }

    @Test
    void refusesAnAuthorityThatTheJdkDoesNotKnow() throws SettingsException {
        HttpTransport ordinary = new HttpTransport(allowing(), host -> loopback(), null);
        toClose.add(ordinary);

        Outcome outcome = Rest.send(ordinary, url(receiver(certificate(HOST).build())));

        assertThat(outcome.remoteStatus()).isEqualTo(502);
        assertThat(outcome.error()).startsWith("TLS: ");
    }

    @Test
    void tellsAReceiverThatSpeaksNoTls() throws Exception {
        ServerSocket plain = serverSocket();
        Thread server = new Thread(() -> {
            try (Socket socket = plain.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // the other side has closed
            }
        });
        server.setDaemon(true);
        server.start();

        Outcome outcome = Rest.send(transport, "https://" + HOST + ":" + plain.getLocalPort() + "/");

        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).isEqualTo(502);
        assertThat(outcome.error()).startsWith("TLS: the server speaks no TLS there: ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsAHandshakeThatBreaksOff(boolean reset) throws Exception {
        ServerSocket server = serverSocket();
        Thread breaking = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().readNBytes(5);
                // closing a socket with unread data sends a reset
                socket.getInputStream()
                        .skipNBytes(reset ? 0 : socket.getInputStream().available());
                socket.setSoLinger(reset, 0);
            } catch (IOException e) {
                // the other side has closed
            }
        });
        breaking.setDaemon(true);
        breaking.start();

        Outcome outcome = Rest.send(transport, "https://" + HOST + ":" + server.getLocalPort() + "/");

        assertThat(outcome.remoteStatus()).as("%s", outcome).isEqualTo(502);
        assertThat(outcome.isAnswered()).isFalse();
        assertThat(outcome.error()).startsWith("TLS: ");
    }

    @Test
    void givesUpAtTheDeadlineOnAHandshakeThatHangs() throws Exception {
        Duration deadline = Duration.ofMillis(500);
        HttpTransport hasty = transport(HttpSettings.DEFAULTS.withTimeouts(deadline, deadline, deadline));
        // the kernel accepts the connection, but nobody ever reads from it
        ServerSocket silent = serverSocket();

        Outcome outcome = Rest.send(hasty, "https://" + HOST + ":" + silent.getLocalPort() + "/");

        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).isEqualTo(504);
    }

    private ServerSocket serverSocket() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        toClose.add(socket);
        return socket;
    }

    private void assertUntrusted(HeldCertificate certificate, String reason) throws SettingsException {
        Receiver receiver = receiver(certificate);

        Outcome outcome = Rest.send(transport, url(receiver));

        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).isEqualTo(502);
        assertThat(outcome.error()).startsWith("TLS: ").containsIgnoringCase(reason);
        assertThat(receiver.received()).isEmpty();
    }

    private static HeldCertificate.Builder certificate(String host) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(host).signedBy(AUTHORITY);
    }

    private Receiver receiver(HeldCertificate certificate) {
        HandshakeCertificates identity =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        Receiver receiver =
                new Receiver(Reply.of(200, "got it"), identity.sslContext().getServerSocketFactory());
        toClose.add(receiver);
        return receiver;
    }

    private HttpTransport transport(HttpSettings settings) {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        HttpTransport made = new HttpTransport(
                settings.withEgressAllow(List.of("127.0.0.1")), host -> loopback(), trusted.trustManager());
        toClose.add(made);
        return made;
    }

    private static HttpSettings allowing() {
        return HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1"));
    }

    private static List<InetAddress> loopback() {
        return List.of(InetAddress.getLoopbackAddress());
    }

    private static String url(Receiver receiver) {
        return "https://" + HOST + ":" + receiver.port() + "/in";
    }
}
