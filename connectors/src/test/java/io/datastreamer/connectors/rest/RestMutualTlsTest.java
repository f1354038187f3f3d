package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** Servers that require a client certificate, and servers with a certificate of the customer's own authority. */
class RestMutualTlsTest {
    private static final String HOST = "receiver.customer.test";
    private static final HeldCertificate PUBLIC = authority("public");
    private static final HeldCertificate OWN = authority("own");
    private static final HeldCertificate CLIENTS = authority("clients");
    private static final HeldCertificate BETWEEN = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("between")
            .signedBy(CLIENTS)
            .build();

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final HttpTransport transport = transport();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void showsItsCertificateToWhoAsks(String version) throws Exception {
        Receiver receiver = receiver(OWN, CLIENTS, version);
        HeldCertificate mine = client(CLIENTS, 60);

        assertThat(send(receiver, settings(OWN, mine))).isEqualTo(Outcome.delivered(200));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void showsTheCertificatesBetweenAsWell() throws Exception {
        Receiver receiver = receiver(OWN, CLIENTS, "TLSv1.3");
        Map<String, Object> settings = settings(OWN, client(BETWEEN, 60));
        assertRefused(send(receiver, settings), receiver);

        settings.merge("client_certificate", BETWEEN.certificatePem(), (a, b) -> a + "" + b);
        assertThat(send(receiver, settings)).isEqualTo(Outcome.delivered(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void saysThatTheServerRefusesTheCertificateOrWantsOne(String version) throws Exception {
        Receiver receiver = receiver(OWN, CLIENTS, version);

        assertRefused(send(receiver, settings(OWN, client(OWN, 60))), receiver);
        assertRefused(send(receiver, settings(OWN, null)), receiver);
    }

    private static void assertRefused(Outcome outcome, Receiver receiver) {
        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).as("%s", outcome).isIn(502, 503);
        assertThat(outcome.isAnswered()).isFalse();
        // an alert may be lost if the other side closes while a request is being written
        assertThat(outcome.error()).containsAnyOf("client certificate", "the connection ended", "TLS: ");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void theServersCertificateMustComeFromTheCustomersAuthorities() throws Exception {
        Receiver receiver = receiver(PUBLIC, null, "TLSv1.3");

        assertThat(send(receiver, Map.of())).isEqualTo(Outcome.delivered(200));
        Outcome refused = send(receiver, settings(OWN, null));
        assertThat(refused.remoteStatus()).isEqualTo(502);
        assertThat(refused.error()).contains("issuer is not known");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void aServerMayHaveSignedItsCertificateItself() throws Exception {
        HeldCertificate itself =
                new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
        Receiver receiver = served(itself, null, "TLSv1.3");

        assertThat(send(receiver, Map.of("ca_certificates", itself.certificatePem())))
                .isEqualTo(Outcome.delivered(200));
        assertThat(send(receiver, Map.of()).remoteStatus()).isEqualTo(502);
    }

    @Test
    void aTokenEndpointElsewhereMayHaveACertificateOfEither() throws Exception {
        Receiver receiver = receiver(OWN, CLIENTS, "TLSv1.3");
        for (HeldCertificate issuer : List.of(PUBLIC, OWN)) {
            HeldCertificate its = new HeldCertificate.Builder()
                    .addSubjectAlternativeName("login.customer.test")
                    .signedBy(issuer)
                    .build();
            Receiver login = served(its, null, "TLSv1.3");
            login.reply(Reply.of(200, "{\"access_token\":\"t\"}"));
            Map<String, Object> settings = settings(OWN, client(CLIENTS, 60));
            settings.put("token_url", "https://login.customer.test:" + login.port() + "/token");
            settings.put("client_id", "c");
            settings.put("client_secret", "0123456789");

            assertThat(send(receiver, settings)).isEqualTo(Outcome.delivered(200));
        }
    }

    @Test
    void anOlderVersionThanTheCustomerWantsIsNone() throws Exception {
        Receiver old = receiver(PUBLIC, null, "TLSv1.2");
        Receiver newest = receiver(PUBLIC, null, "TLSv1.3");

        assertThat(send(old, Map.of())).isEqualTo(Outcome.delivered(200));
        assertThat(send(newest, Map.of("tls_min_version", "1.3"))).isEqualTo(Outcome.delivered(200));
        Outcome refused = send(old, Map.of("tls_min_version", "1.3"));
        assertThat(refused.remoteStatus()).isEqualTo(502);
        assertThat(refused.error()).contains("no version of TLS that is allowed here");
    }

    @Test
    void nothingIsSentWithACertificateThatHasEnded() throws Exception {
        Receiver receiver = receiver(OWN, CLIENTS, "TLSv1.3");

        Outcome outcome = send(receiver, settings(OWN, client(CLIENTS, -1)));

        assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(500);
        assertThat(outcome.error()).startsWith("client_certificate: has expired at ");
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void tellsWhenItsCertificateEnds() throws Exception {
        HeldCertificate mine = client(CLIENTS, 60);
        Map<String, Object> settings = settings(OWN, mine);
        settings.put("url", "https://" + HOST + "/");
        try (Client client = Rest.open(transport, settings)) {
            assertThat(client.certificateExpiresAt())
                    .isEqualTo(mine.certificate().getNotAfter().toInstant());
        }
        try (Client client = Rest.open(transport, Map.of("url", "https://" + HOST + "/"))) {
            assertThat(client.certificateExpiresAt()).isNull();
        }
    }

    private Outcome send(Receiver receiver, Map<String, ?> settings) throws SettingsException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("url", "https://" + HOST + ":" + receiver.port() + "/in");
        try (Client client = Rest.open(transport, all)) {
            return Sent.of(client, Documents.batch(1));
        }
    }

    private static Map<String, Object> settings(HeldCertificate authority, @Nullable HeldCertificate mine) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("ca_certificates", authority.certificatePem());
        if (mine != null) {
            settings.put("client_certificate", mine.certificatePem());
            settings.put("client_key", mine.privateKeyPkcs8Pem());
        }
        return settings;
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .certificateAuthority(1)
                .commonName(name)
                .build();
    }

    private static HeldCertificate client(HeldCertificate issuer, long daysLeft) {
        Instant now = Instant.now();
        return new HeldCertificate.Builder()
                .commonName("data-streamer")
                .signedBy(issuer)
                .validityInterval(
                        now.minus(Duration.ofDays(30)).toEpochMilli(),
                        now.plus(Duration.ofDays(daysLeft)).toEpochMilli())
                .build();
    }

    /** A server with a certificate of one authority that requires client certificates of another. */
    private Receiver receiver(HeldCertificate authority, @Nullable HeldCertificate clients, String version) {
        HeldCertificate its = new HeldCertificate.Builder()
                .addSubjectAlternativeName(HOST)
                .signedBy(authority)
                .build();
        return served(its, clients, version);
    }

    private Receiver served(HeldCertificate its, @Nullable HeldCertificate clients, String version) {
        HandshakeCertificates.Builder identity = new HandshakeCertificates.Builder().heldCertificate(its);
        if (clients != null) {
            identity.addTrustedCertificate(clients.certificate());
        }
        Receiver receiver =
                new Receiver(Reply.of(200, "ok"), new Sockets(identity.build().sslContext(), clients != null, version));
        toClose.add(receiver);
        return receiver;
    }

    /** Sockets with one version of TLS. */
    private static final class Sockets extends ServerSocketFactory {
        private final SSLContext context;
        private final boolean wantsCertificates;
        private final String version;

        Sockets(SSLContext context, boolean wantsCertificates, String version) {
            this.context = context;
            this.wantsCertificates = wantsCertificates;
            this.version = version;
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(wantsCertificates);
            socket.setEnabledProtocols(new String[] {version});
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }
    }

    private HttpTransport transport() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(PUBLIC.certificate())
                .build();
        HttpTransport made = new HttpTransport(
                HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1")),
                host -> List.of(InetAddress.getLoopbackAddress()),
                trusted.trustManager());
        toClose.add(made);
        return made;
    }
}
