package io.datastreamer.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.google.GoogleFederation;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.tls.HeldCertificate;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Secrets go in and never come out, and only go to the place that they were given for. */
@Timeout(300)
class SecretsITCase {
    private static final long ORGANISATION = 9001;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final List<String> SECRETS =
            List.of("Bearer hush-hush-1", "hush-hush-2", "whsec_aHVzaGh1c2hodXNoaHVzaGh1c2hodXNo");

    @TempDir
    private static Path directory;

    private static Keyset keyset;
    private static TestPortal portal;
    private static Receiver receiver;
    private static TokenEndpoint google;
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        keyset = Keyset.create();
        Path file = Files.writeString(directory.resolve("keyset.json"), keyset.toJson());
        receiver = new Receiver(Reply.of(200, "ok"));
        google = new TokenEndpoint(ORGANISATION);
        Path identity = Files.writeString(directory.resolve("identity.pem"), TrustedIssuer.pem());
        portal = TestPortal.start(
                "--secrets.keyset=file:" + file,
                "--identity.issuer=" + TrustedIssuer.ISSUER,
                "--identity.key=file:" + identity,
                "--google.endpoint=" + google.url(),
                "--pubsub.endpoint=" + receiver.url(""),
                "--egress.allow=127.0.0.1",
                "--limits.tests-per-minute=1000");
        Configuration configuration = LoggerContext.getContext(false).getConfiguration();
        OutputStreamAppender appender = OutputStreamAppender.newBuilder()
                .setName("kept")
                .setTarget(new PrintStream(LOG, true, UTF_8))
                .setConfiguration(configuration)
                .build();
        appender.start();
        configuration.getRootLogger().addAppender(appender, Level.ALL, null);
        LogManager.getLogger("kept").debug("what is logged is kept");
    }

    @AfterAll
    static void stop() {
        receiver.close();
        google.close();
        portal.close();
    }

    @Test
    void secretsAreInNoAnswerNoLogLineAndNoMessage() throws Exception {
        List<Answer> answers = new ArrayList<>();
        Answer created = portal.create(ORGANISATION, stream());
        String path = "/api/v1/streams/" + created.text("/id");
        answers.add(created);
        answers.add(portal.get(path, TOKEN));
        answers.add(portal.get("/api/v1/streams", TOKEN));
        answers.add(portal.patch(
                path, TOKEN, created.etag(), "{\"settings\": {\"authorization\": \"Bearer hush-hush-1\"}}"));
        answers.add(portal.post(path + "/pause", TOKEN, ""));
        answers.add(portal.post(path + "/test", TOKEN, ""));
        answers.add(portal.post("/api/v1/test-deliveries", TOKEN, stream()));
        // refused, with other invalid members
        answers.add(portal.post(
                "/api/v1/streams",
                TOKEN,
                stream().replace("\"EVENTS\"", "\"NONE\"").replace("http:", "ftp:")));
        answers.add(portal.post("/api/v1/streams", TOKEN, stream().replace("}}", "}},")));
        answers.add(portal.post("/api/v1/streams", TOKEN, stream().replace("whsec_a", "whsec_\\u0001a")));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain("hush", "aHVzaGh1c2"));
        assertThat(created.json().get("secrets").toString().replaceAll("[0-9a-f]{32}", "F"))
                .isEqualTo(
                        "{\"authorization\":{\"fingerprint\":\"F\",\"set\":true},"
                                + "\"headers\":{\"fingerprint\":\"F\",\"set\":true,\"names\":[\"X-Key\"]},"
                                + "\"query\":{\"fingerprint\":null,\"set\":false},"
                                + "\"signing_secret\":{\"fingerprint\":\"F\",\"set\":true},\"client_secret\":{\"fingerprint\":null,\"set\":false},\"assertion_key\":{\"fingerprint\":null,\"set\":false},\"client_key\":{\"fingerprint\":null,\"set\":false}}");
        assertThat(created.json().get("settings").fieldNames()).toIterable().containsExactly("url");
        assertThat(LOG.toString(UTF_8)).contains("\"action\":\"create\"").doesNotContain("hush", "aHVzaGh1c2");
        assertThat(portal.broker().read(portal.streamsTopic()))
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(new String(message.value(), UTF_8)).doesNotContain("hush", "aHVzaGh1c2"));
    }

    @Test
    void whatIsStoredTheJobDecryptsAndWhatStaysIsUntouched() throws Exception {
        Answer created = portal.create(ORGANISATION, stream());
        String id = created.text("/id");
        String path = "/api/v1/streams/" + id;
        StreamConfiguration first = stored(id);
        Answer changed = portal.patch(
                path,
                TOKEN,
                created.etag(),
                "{\"settings\": {\"headers\": {\"X-More\": \"hush-hush-3\"}, \"signing_secret\": null, \"max_bytes\": 2048}}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        StreamConfiguration second = stored(id);
        portal.post(path + "/pause", TOKEN, "");

        Settings clear = new StreamSecrets(keyset, false).decrypted(second);
        assertThat(clear.members())
                .isEqualTo(Map.of(
                        "url",
                        receiver.url("/data"),
                        "authorization",
                        "Bearer hush-hush-1",
                        "headers",
                        Map.of("X-Key", "hush-hush-2", "X-More", "hush-hush-3"),
                        "max_bytes",
                        2048L));
        assertThat(second.settings().get("authorization"))
                .isEqualTo(first.settings().get("authorization"));
        assertThat(stored(id).settings()).isEqualTo(second.settings());
        assertThat(changed.json().at("/secrets/headers/names").toString()).isEqualTo("[\"X-Key\",\"X-More\"]");
        assertThat(changed.json().at("/secrets/signing_secret/set").booleanValue())
                .isFalse();
    }

    @Test
    void anotherTokenEndpointWantsTheClientsSecretAgain() {
        try (Receiver login = new Receiver(Reply.of(200, "{\"access_token\":\"t\"}"))) {
            Answer created = portal.create(
                    ORGANISATION,
                    "{\"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \""
                            + receiver.url("/data") + "\", \"token_url\": \"" + login.url("/token")
                            + "\", \"client_id\": \"c\", \"client_secret\": \"hush-hush-9\"}}");
            assertThat(created.body()).doesNotContain("hush-hush-9");
            Answer refused = portal.patch(
                    "/api/v1/streams/" + created.text("/id"),
                    TOKEN,
                    created.etag(),
                    "{\"settings\": {\"token_url\": \"" + login.url("/other") + "\"}}");
            assertThat(refused.errors()).containsOnlyKeys("settings.client_secret");
            assertThat(refused.errors().get("settings.client_secret")).contains("given again", "token_url changes");
        }
    }

    @Test
    void theKeyOfACertificateIsASecretOfManyLines() throws Exception {
        HeldCertificate mine = new HeldCertificate.Builder().build();
        String key = mine.privateKeyPkcs8Pem();
        List<String> lines = key.lines().toList();
        ObjectNode stream = new ObjectMapper()
                .createObjectNode()
                .put("stream_type", "EVENTS")
                .put("api_type", "REST_API");
        stream.putObject("settings")
                .put("url", "https://127.0.0.1:" + receiver.port() + "/data")
                .put("client_certificate", mine.certificatePem())
                .put("client_key", key);
        Answer created = portal.create(ORGANISATION, stream.toString());
        String path = "/api/v1/streams/" + created.text("/id");

        for (Answer answer : List.of(created, portal.get(path, TOKEN), portal.post(path + "/test", TOKEN, ""))) {
            assertThat(answer.body()).doesNotContain(lines.get(1), lines.get(2));
        }
        assertThat(created.json().at("/secrets/client_key/set").booleanValue()).isTrue();
        assertThat(LOG.toString(UTF_8)).doesNotContain(lines.get(1), lines.get(2));
        assertThat(portal.broker().read(portal.streamsTopic()))
                .allSatisfy(message ->
                        assertThat(new String(message.value(), UTF_8)).doesNotContain(lines.get(1), lines.get(2)));
        assertThat(new StreamSecrets(keyset, false)
                        .decrypted(stored(created.text("/id")))
                        .get("client_key"))
                .isEqualTo(key);
        HeldCertificate other = new HeldCertificate.Builder().build();
        Answer refused = portal.patch(
                path,
                TOKEN,
                created.etag(),
                new ObjectMapper()
                        .createObjectNode()
                        .set(
                                "settings",
                                new ObjectMapper().createObjectNode().put("client_certificate", other.certificatePem()))
                        .toString());
        assertThat(refused.errors()).containsOnlyKeys("settings.client_key");
        assertThat(refused.errors().get("settings.client_key")).contains("belongs to another certificate");
    }

    @Test
    void theOperatorsIdentityIsUsedAndNeverShown() throws Exception {
        Answer created = portal.create(
                ORGANISATION,
                "{\"stream_type\": \"EVENTS\", \"api_type\": \"GOOGLE_PUBSUB\", \"settings\": {\"project\":"
                        + " \"example-project\", \"topic\": \"sims\", \"workload_identity_provider\": \""
                        + GoogleFederation.PROVIDER + "\"}}");
        Answer test = portal.post("/api/v1/streams/" + created.text("/id") + "/test", TOKEN, "");
        List<String> hidden = new ArrayList<>(google.federation().given());
        hidden.addAll(google.federation().shown());
        assertThat(hidden).as(test.body()).hasSize(2);
        hidden.add(TrustedIssuer.pem().lines().toList().get(1));
        assertThat(created.body()).doesNotContain(hidden);
        assertThat(test.body()).contains("\"DELIVERED\"").doesNotContain(hidden);
        assertThat(LOG.toString(UTF_8)).doesNotContain(hidden);
    }

    @Test
    void anotherPlaceWantsTheSecretsAgain() {
        Answer created = portal.create(ORGANISATION, stream());
        String path = "/api/v1/streams/" + created.text("/id");
        try (Receiver thief = new Receiver(Reply.of(200, "ok"))) {
            String elsewhere = "\"url\": \"" + thief.url("/") + "\"";

            Answer refused = portal.patch(path, TOKEN, created.etag(), "{\"settings\": {" + elsewhere + "}}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.errors())
                    .containsOnlyKeys("settings.authorization", "settings.headers", "settings.signing_secret")
                    .allSatisfy((member, reason) -> assertThat(reason).contains("given again", "url changes"));

            // nor in two steps, or with only some of them
            assertThat(portal.patch(
                                    path,
                                    TOKEN,
                                    created.etag(),
                                    "{\"settings\": {" + elsewhere
                                            + ", \"authorization\": null, \"signing_secret\": null,"
                                            + " \"headers\": {\"X-Other\": \"1\"}}}")
                            .errors())
                    .containsOnlyKeys("settings.headers");

            Answer moved = portal.patch(
                    path,
                    TOKEN,
                    created.etag(),
                    "{\"settings\": {" + elsewhere
                            + ", \"authorization\": null, \"headers\": null, \"signing_secret\": null}}");
            assertThat(moved.status()).as(moved.body()).isEqualTo(200);
            portal.post(path + "/test", TOKEN, "");
            assertThat(thief.received())
                    .hasSize(1)
                    .allSatisfy(request -> assertThat(request.headers())
                            .doesNotContainKeys("authorization", "x-key", "webhook-signature"));
        }
    }

    @Test
    void nobodyPutsAnEncryptedSecretInFromOutside() throws Exception {
        Answer created = portal.create(ORGANISATION, stream());
        String encrypted = DataStreamCodecs.settingsJson(stored(created.text("/id")), "authorization");
        assertThat(encrypted).startsWith("{\"encrypted\":");
        Answer copied = portal.post("/api/v1/streams", TOKEN, stream().replace("\"Bearer hush-hush-1\"", encrypted));
        assertThat(copied.errors()).containsExactly(Map.entry("settings.authorization", "must be a text"));
        Answer named = portal.post(
                "/api/v1/streams", TOKEN, stream().replace("\"X-Key\": \"hush-hush-2\"", "\"encrypted\": \"AAAA\""));
        assertThat(named.errors()).containsOnlyKeys("settings.headers");
    }

    private static StreamConfiguration stored(String id) throws Exception {
        StreamConfiguration newest = null;
        for (var message : portal.broker().read(portal.streamsTopic())) {
            StreamConfiguration stream = DataStreamCodec.read(message.value()).stream();
            if (stream != null && stream.id().equals(id)) {
                newest = stream;
            }
        }
        return Objects.requireNonNull(newest);
    }

    private static String stream() {
        return "{\"name\": \"secretive\", \"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \""
                + receiver.url("/data") + "\", \"authorization\": \"" + SECRETS.get(0)
                + "\", \"headers\": {\"X-Key\": \""
                + SECRETS.get(1) + "\"}, \"signing_secret\": \"" + SECRETS.get(2) + "\"}}";
    }

    /** Reads what is only in the topic. */
    private static final class DataStreamCodecs {
        static String settingsJson(StreamConfiguration stream, String member) throws Exception {
            return new ObjectMapper()
                    .readTree(DataStreamCodec.write(stream))
                    .at("/settings/" + member)
                    .toString();
        }
    }
}
