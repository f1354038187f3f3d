package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SFTP servers in this JVM that behave as servers may: passwords, silence, hanging up, other protocols. */
class HostileSftpTest {
    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8"));
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final String SOME_KEY = "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    @TempDir
    Path directory;

    private final HttpTransport patient = new HttpTransport(SETTINGS);
    private final HttpTransport hasty = new HttpTransport(SETTINGS.withTimeouts(SHORT, SHORT, SHORT));
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        patient.close();
        hasty.close();
    }

    @Test
    void writesWithAPasswordAndSaysWhenItIsWrong() throws Exception {
        try (SshServer server = server("right")) {
            try (Client client = open(patient, server.getPort(), fingerprint(server), "right")) {
                assertThat(Sent.of(client, Documents.named(Documents.batch(1, 2), "events_1.csv", true)))
                        .isEqualTo(Outcome.delivered(200));
            }
            assertThat(Files.readString(directory.resolve("events_1.csv"))).contains("\n\"2\",");
            try (Client client = open(patient, server.getPort(), fingerprint(server), "wrong-and-secret")) {
                Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_2.csv", true));

                assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
                assertThat(outcome.remoteStatus()).isEqualTo(401);
                assertThat(outcome.error()).doesNotContain("wrong-and-secret");
            }
        }
    }

    /** A server with another key gets no password. */
    @Test
    void showsNoPasswordToAnotherServer() throws Exception {
        List<String> shown = new CopyOnWriteArrayList<>();
        try (SshServer server = server("right")) {
            server.setPasswordAuthenticator((user, password, session) -> shown.add(password));
            try (Client client = open(patient, server.getPort(), SOME_KEY, "right")) {
                Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));

                assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
                assertThat(outcome.error()).contains(fingerprint(server));
            }
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void silentServersCostABoundedTimeAndHoldUpNobody() throws Exception {
        try (ServerSocket silent = listen("");
                SshServer server = server("right");
                Client stuck = open(hasty, silent.getLocalPort(), SOME_KEY, "right");
                Client sound = open(patient, server.getPort(), fingerprint(server), "right")) {
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                sent.add(Sent.start(stuck, Documents.named(Documents.batch(1), "events_1.csv", true)));
            }
            assertThat(Sent.of(sound, Documents.named(Documents.batch(1), "events_1.csv", true)))
                    .isEqualTo(Outcome.delivered(200));
            for (Sent each : sent) {
                assertThat(each.outcome().verdict()).isEqualTo(TRY_AGAIN);
                assertThat(each.outcome().remoteStatus()).isEqualTo(504);
                assertThat(each.outcomes()).hasSize(1);
            }
            awaitNoThread(silent.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "SSH-1.5-old\r\n", "SSH-2.0-x\r\nwhat is this then\r\n"})
    void triesAgainOnWhatIsNotSsh(String greeting) throws Exception {
        try (ServerSocket other = listen(greeting);
                Client client = open(hasty, other.getLocalPort(), SOME_KEY, "right")) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isBetween(502, 504);
        }
    }

    @Test
    void triesAgainWhenNobodyIsThereAndWhenItIsHungUp() throws Exception {
        ServerSocket gone = listen("");
        gone.close();
        try (Client client = open(patient, gone.getLocalPort(), SOME_KEY, "right")) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "events_1.csv", true));
            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.cause()).isEqualTo(Outcome.Cause.NOT_REACHED);
            assertThat(outcome.remoteStatus()).isEqualTo(503);
        }
        try (ServerSocket hangsUp = listen("SSH-2.0-x\r\n");
                Client client = open(patient, hangsUp.getLocalPort(), SOME_KEY, "right")) {
            Sent sent = Sent.start(client, Documents.named(Documents.batch(1), "events_1.csv", true));
            await().until(() -> !accepted.isEmpty());
            for (Socket socket : accepted) {
                socket.close();
            }
            assertThat(sent.outcome().verdict()).isEqualTo(TRY_AGAIN);
        }
    }

    @Test
    void tellsItsOutcomeOnceWhenTheClientIsClosed() throws Exception {
        try (ServerSocket silent = listen("SSH-2.0-x\r\n")) {
            Client client = open(patient, silent.getLocalPort(), SOME_KEY, "right");
            Sent sent = Sent.start(client, Documents.named(Documents.batch(1), "events_1.csv", true));
            await().until(() -> !accepted.isEmpty());

            client.close();

            assertThat(sent.outcome().verdict()).isEqualTo(TRY_AGAIN);
            assertThat(sent.outcome().remoteStatus()).isEqualTo(503);
            assertThat(sent.outcomes()).hasSize(1);
        }
    }

    /** Accepts a connection, says something, and nothing more. */
    private ServerSocket listen(String greeting) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    socket.getOutputStream().write(greeting.getBytes(UTF_8));
                    accepted.add(socket);
                }
            } catch (IOException e) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static void awaitNoThread(int port) {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("127.0.0.1 session")
                        || thread.getName().contains(":" + port)));
    }

    private SshServer server(String password) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        KeyPair key = generated();
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, given, session) -> user.equals("u") && given.equals(password));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(directory));
        server.start();
        return server;
    }

    private static KeyPair generated() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fingerprint(SshServer server) throws Exception {
        KeyPair key = server.getKeyPairProvider().loadKeys(null).iterator().next();
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key.getPublic());
    }

    private static Client open(HttpTransport transport, int port, String hostKey, String password)
            throws SettingsException {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host", "127.0.0.1", "port", (long) port, "host_key", hostKey, "username", "u", "password", password));
        return Integrations.standard(transport).open(Streams.stream(ApiType.SFTP, settings));
    }
}
