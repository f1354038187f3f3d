package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.files.Csv;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/** {@link SftpIntegration} against OpenSSH's own server. */
class SftpServerTest {
    private static final HttpTransport TRANSPORT =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    @TempDir
    static Path directory;

    private static OpenSshServer server;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start(directory);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        TRANSPORT.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void writesAFileOfTheBatchWithAKeyOfEachType(String type) throws Exception {
        Map<String, Object> settings = settings(type);
        settings.put("host_key", server.hostKey(type));
        settings.put("prefix", "by-" + type);
        settings.put("path", "KIND/dt=YYYY-MM-DD");
        try (Client client = open(settings)) {
            String name = Objects.requireNonNull(client.objectNames()).name(RecordKind.EVENT, 1_795_000_000L);

            assertThat(Sent.of(client, Documents.named(Documents.batch(1, 2), name, true)))
                    .isEqualTo(Outcome.delivered(200));

            assertThat(name).isEqualTo("by-" + type + "/events/dt=2026-11-18/events_20261118_110640.csv");
            assertThat(Csv.rows(Files.readString(server.files().resolve(name)))).hasSize(3);
            assertThat(server.names())
                    .filteredOn(file -> file.startsWith("by-" + type))
                    .containsExactly(name);
            assertThat(client.target()).isEqualTo("sftp://127.0.0.1:" + server.port() + "/~/by-" + type + "/");
            assertThat(client.chosenHosts()).containsOnly(Map.entry("host", List.of("127.0.0.1")));
        }
    }

    /** A fingerprint does not show its key's type: the server presents another type first. */
    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void knowsTheServerByTheFingerprintOfAnyOfItsKeys(String type) throws Exception {
        String key = server.hostKey(type).split(" ", -1)[1];
        String fingerprint = HostKeys.fingerprint(java.util.Base64.getDecoder().decode(key));
        Map<String, Object> settings = settings("ed25519");
        settings.put("host_key", "# ours\n" + fingerprint + "\n");
        settings.put("directory", server.files().resolve("fingerprint").toString());
        Files.createDirectories(server.files().resolve("fingerprint"));
        try (Client client = open(settings)) {
            assertThat(Sent.of(client, Documents.named(Documents.batch(1), type + ".csv", true)))
                    .isEqualTo(Outcome.delivered(200));
        }
        assertThat(server.files().resolve("fingerprint/" + type + ".csv")).exists();
    }

    @Test
    void saysWhichHostKeyItFoundWhenItIsAnother() throws Exception {
        Map<String, Object> settings = settings("ed25519");
        settings.put("host_key", "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        try (Client client = open(settings)) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "other.csv", true));

            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(502);
            assertThat(outcome.error()).matches("the server's host key is SHA256:\\S{43}, which is not in host_key");
        }
        assertThat(server.names()).doesNotContain("other.csv");
    }

    @Test
    void neverWritesOverAFileAndKnowsItsOwn() throws Exception {
        Batch batch = Documents.batch(1);
        try (Client client = open(settings("ed25519"))) {
            Sent.of(client, Documents.named(batch, "taken.csv", true));

            Outcome taken = Sent.of(client, Documents.named(Documents.batch(2), "taken.csv", true));
            Outcome own = Sent.of(client, Documents.named(batch, "taken.csv", false));

            assertThat(taken.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(taken.cause()).isEqualTo(Outcome.Cause.NAME_TAKEN);
            assertThat(own).isEqualTo(Outcome.delivered(200));
            assertThat(Files.readString(server.files().resolve("taken.csv"))).contains("\n\"1\",");
        }
    }

    /** The remains of an attempt that ended halfway. */
    @Test
    void writesOverWhatAnEarlierAttemptHasLeft() throws Exception {
        Path left = Files.writeString(server.files().resolve(".left.csv.part"), "x".repeat(100_000));
        try (Client client = open(settings("ed25519"))) {
            assertThat(Sent.of(client, Documents.named(Documents.batch(1), "left.csv", false)))
                    .isEqualTo(Outcome.delivered(200));
        }
        assertThat(left).doesNotExist();
        assertThat(Csv.rows(Files.readString(server.files().resolve("left.csv"))))
                .hasSize(2);
    }

    @Test
    void writesLargeFilesAndSeveralAtOnce() throws Exception {
        long[] ids = LongStream.range(0, 20_000).toArray();
        try (Client client = open(settings("ed25519"))) {
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                sent.add(Sent.start(
                        client, Documents.named(Documents.batch(RecordKind.USAGE, ids), "large-" + i + ".csv", true)));
            }
            for (Sent each : sent) {
                assertThat(each.outcome()).isEqualTo(Outcome.delivered(200));
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Files.size(server.files().resolve("large-" + i + ".csv")))
                    .isGreaterThan(5_000_000);
        }
    }

    @Test
    void showsWhatTheServerRefuses() throws Exception {
        Map<String, Object> stranger = settings("ed25519");
        stranger.put("username", "nobody-of-this-name");
        assertRefused(stranger, 401);
        Map<String, Object> nowhere = settings("ed25519");
        nowhere.put("directory", server.files().resolve("nowhere").toString());
        assertRefused(nowhere, 404);
        Map<String, Object> file = settings("ed25519");
        Files.writeString(server.files().resolve("a-file"), "");
        file.put("directory", server.files().resolve("a-file").toString());
        try (Client client = open(file)) {
            assertThat(Sent.of(client, Documents.named(Documents.batch(1), "f.csv", true))
                            .verdict())
                    .isIn(TRY_AGAIN, CONFIGURATION_BROKEN);
        }
        if (!OpenSshServer.user().equals("root")) {
            Path closed = Files.createDirectories(server.files().resolve("closed"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
            Map<String, Object> forbidden = settings("ed25519");
            forbidden.put("directory", closed.toString());
            assertRefused(forbidden, 403);
        }
    }

    private static void assertRefused(Map<String, Object> settings, int status) throws Exception {
        try (Client client = open(settings)) {
            Outcome outcome = Sent.of(client, Documents.named(Documents.batch(1), "refused.csv", true));

            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(status);
        }
    }

    private static Map<String, Object> settings(String keyType) throws Exception {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                (long) server.port(),
                "host_key",
                server.hostKey("ed25519"),
                "username",
                OpenSshServer.user(),
                "private_key",
                server.userKey(keyType)));
    }

    private static Client open(Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(TRANSPORT).open(Streams.stream(ApiType.SFTP, settings));
    }
}
