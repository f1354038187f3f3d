package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.contract.StreamType;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Notices to customers by mail and webhook: sent once, by one of several portals, whichever stops when. */
@Timeout(300)
class NoticesITCase {
    private static final String STREAM =
            "{\"name\": \"%s\", \"stream_type\": \"USAGE\", \"api_type\": \"KEEN_IO\", \"settings\":"
                    + " {\"project_key\": \"abcd\", \"write_key\": \"key-of-keen\"}}";
    private static final String NO_SERVER = "the mail server cannot be used now";
    private static int organisations = 6100;

    @TempDir
    private Path directory;

    private final long organisation = ++organisations;
    private final String token = TestKeys.token(organisation);
    private final TestClock clock = new TestClock();
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final Receiver hook = new Receiver(Reply.of(200, "ok"));
    private TestPortal portal;

    @BeforeEach
    void start() throws Exception {
        mails.start();
        portal = TestPortal.startAt("notices" + organisation, clock, options());
    }

    @AfterEach
    void stop() {
        portal.close();
        hook.close();
        mails.stop();
    }

    private String[] options() {
        return new String[] {
            "--mail.host=127.0.0.1",
            "--mail.port=" + mails.getSmtp().getPort(),
            "--mail.security=NONE",
            "--mail.from=no-reply@streamer.example.org",
            "--egress.allow=127.0.0.1",
            "--limits.tests-per-minute=1000"
        };
    }

    @Test
    void streamsThatFailAreToldTogetherOnceAndAgainWhenTheyRecover() throws Exception {
        String secret = configure();
        String one = portal.create(organisation, STREAM.formatted("Fleet")).text("/id");
        portal.broker()
                .send(
                        portal.streamsTopic(),
                        "odd",
                        STREAM.replace(
                                        "{\"name\": \"%s\"",
                                        "{\"id\": \"odd\", \"organisation_id\": " + organisation
                                                + ", \"name\": \"x\\r\\nBcc: victim@example.org\\r\\n\\r\\nhello\"")
                                .getBytes(UTF_8));
        String muted = portal.create(organisation, STREAM.formatted("Muted")).text("/id");
        assertThat(portal.call(
                                "PATCH",
                                "/api/v1/streams/" + muted + "/notices",
                                token,
                                "{\"enabled\": false}",
                                Map.of())
                        .text("/enabled"))
                .isEqualTo("false");
        for (String id : List.of(one, "odd", muted)) {
            say(id, State.FAILING, "HTTP 503: no\r\nroom");
        }
        try (TestPortal other = TestPortal.startAt(portal.topics(), clock, options())) {
            await().until(() -> sender(portal) + sender(other) == 1);
            // the outage is known and old enough to be kept: each portal may report it from here on
            passUntil(() -> hook.received().size() == 1 && mails.getReceivedMessages().length == 2);

            for (MimeMessage mail : mails.getReceivedMessages()) {
                assertThat(mail.getSubject()).isEqualTo("Data streams: 2 failing");
                assertThat(mail.getHeader("Bcc")).isNull();
                assertThat(mail.getAllRecipients()).hasSize(1);
                assertThat(mail.getMessageID()).matches("<notice-" + organisation + "-[0-9]+@streamer.example.org>");
                assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
                String text = (String) mail.getContent();
                assertThat(text)
                        .contains("“Fleet” has failed since", "/#/streams/" + one)
                        .contains("Last error: HTTP 503: no  room")
                        .doesNotContain("Muted");
                assertThat(text.lines().filter(line -> line.startsWith("Bcc") || line.equals("hello")))
                        .isEmpty();
            }
            Received request = hook.received().get(0);
            assertThat(request.headers()).containsEntry("authorization", "Bearer for-the-hook");
            assertThat(request.headers().get("webhook-signature")).isEqualTo(request.signature(secret));
            JsonNode told = OpenApi.webhook(request.text());
            assertThat(told.findValuesAsText("notice_type")).containsExactly("FAILING", "FAILING");
            assertThat(told.at("/0/alert").booleanValue()).isTrue();

            // the sending portal stops; the other one knows what was sent
            TestPortal stays = sender(portal) == 1 ? other : portal;
            if (stays == other) {
                portal.close();
            } else {
                other.close();
            }
            await().until(() -> sender(stays) == 1);
            say(one, State.RUNNING, null);
            passUntil(() -> hook.received().size() == 2);
            assertThat(OpenApi.webhook(hook.received().get(1).text()).findValuesAsText("notice_type"))
                    .containsExactly("RECOVERED");
            await().untilAsserted(() -> assertThat(stays.get("/metrics", null).body())
                    .contains("data_streamer_portal_notices_sent_total 3", "data_streamer_portal_notices_pending 0"));
            JsonNode recent = stays.get("/api/v1/notices", token).json().get("recent");
            assertThat(recent).hasSize(2);
            assertThat(recent.at("/0/targets").findValuesAsText("state")).containsExactly("SENT", "SENT", "SENT");
        }
        assertThat(mails.getReceivedMessages()).hasSize(4);
    }

    @Test
    void whatIsNotTakenIsTriedAgainByWhoeverIsThereUnderTheSameName() throws Exception {
        hook.reply(Reply.of(503, "not now"));
        configure();
        String id = portal.create(organisation, STREAM.formatted("Fleet")).text("/id");
        say(id, State.FAILING, "HTTP 503");
        passUntil(() -> hook.received().size() == 1);
        await().until(() -> states(portal).contains("PENDING") && states(portal).contains("SENT"));
        portal.close();
        hook.reply(Reply.of(200, "ok"));
        portal = TestPortal.startAt(portal.topics(), clock, options());
        passUntil(() -> hook.received().size() == 2);
        await().until(() -> !states(portal).contains("PENDING"));
        assertThat(hook.received().get(1).headers().get("webhook-id"))
                .isEqualTo(hook.received().get(0).headers().get("webhook-id"));
        assertThat(hook.received().get(1).text())
                .isEqualTo(hook.received().get(0).text());
        // the mails had arrived
        assertThat(mails.getReceivedMessages()).hasSize(2);
        // a notice that nobody accepts is given up after a day, which is shown
        hook.reply(Reply.of(500, "never"));
        portal.post("/api/v1/streams/" + id + "/pause", token, "");
        clock.pass(Duration.ofDays(4));
        passUntil(Duration.ofHours(2), () -> states(portal).contains("FAILED"));
        assertThat(portal.get("/metrics", null).body()).contains("data_streamer_portal_notices_failed_total 1");
    }

    @Test
    void aTestTellsWhatCameOfEachAddress() throws Exception {
        assertThat(portal.post("/api/v1/notices/test", token, "").json().get("results"))
                .isEmpty();
        configure();
        hook.reply(Reply.of(403, "no"));
        JsonNode results = portal.post("/api/v1/notices/test", token, "").json().get("results");
        assertThat(results.findValuesAsText("to")).containsExactly("on-call@example.org", "ops@example.org", "webhook");
        assertThat(results.findValuesAsText("sent")).containsExactly("true", "true", "false");
        assertThat(results.at("/2/error").textValue()).contains("403");
        assertThat(mails.getReceivedMessages()).hasSize(2);
        OpenApi.webhook(hook.received().get(0).text());
        // nothing is remembered about it
        assertThat(portal.get("/api/v1/notices", token).json().get("recent")).isEmpty();
    }

    @Test
    void secretsAndAddressesAreLookedAt() throws Exception {
        Keyset keyset = Keyset.create();
        Path file = Files.writeString(directory.resolve("keyset.json"), keyset.toJson());
        try (TestPortal sealing = TestPortal.start("--secrets.keyset=file:" + file, "--egress.allow=127.0.0.1")) {
            assertThat(patch(sealing, "{\"emails\": [\"a@example.org\"]}").errors())
                    .containsKey("emails");
            Answer set = patch(
                    sealing,
                    "{\"webhook\": {\"url\": \"" + hook.url("/in?key=hush-1") + "\", \"authorization\": \"hush-2\"}}");
            assertThat(set.text("/webhook/url")).isEqualTo(hook.url("/in"));
            assertThat(set.body()).doesNotContain("hush");
            sealing.broker()
                    .read(sealing.topics() + "-portal")
                    .forEach(message ->
                            assertThat(new String(message.value(), UTF_8)).doesNotContain("hush"));
            assertThat(sealing.post("/api/v1/notices/test", token, "")
                            .json()
                            .at("/results/0/sent")
                            .booleanValue())
                    .isTrue();
            assertThat(hook.received().get(0).line()).contains("/in?key=hush-1");
            assertThat(patch(sealing, "{\"webhook\": {\"url\": \"" + hook.url("/other") + "\"}}")
                            .errors())
                    .containsKeys("webhook.authorization", "webhook.query");
            assertThat(patch(sealing, "{\"webhook\": {\"url\": \"http://169.254.169.254/\", \"max_bytes\": 1}}")
                            .errors())
                    .containsKeys("webhook.max_bytes");
            assertThat(patch(
                                    sealing,
                                    "{\"webhook\": {\"url\": \"http://169.254.169.254/\", \"authorization\": null, \"query\": null}}")
                            .errors())
                    .containsKey("webhook.url");
            assertThat(patch(sealing, "{\"webhook\": null}")
                            .json()
                            .get("webhook")
                            .isNull())
                    .isTrue();
            assertThat(sealing.post("/api/v1/notices/signing-secret", token, "{}")
                            .status())
                    .isEqualTo(409);
        }
        for (String address : List.of(
                "a@example.org\\r\\nBcc: b@example.org",
                "a@example.org, b@example.org",
                "Name <a@example.org>",
                "a@localhost",
                "a@@example.org",
                "\\\"a b\\\"@example.org",
                "a@[127.0.0.1]",
                "ä@example.org")) {
            assertThat(patch(portal, "{\"emails\": [\"" + address + "\"]}").errors())
                    .as(address)
                    .containsKey("emails");
        }
        assertThat(patch(portal, "{\"emails\": [" + "\"a@example.org\",".repeat(10) + "\"b@example.org\"]}")
                        .errors())
                .containsKey("emails");
        assertThat(portal.get("/api/v1/notices", TestKeys.operator()).status()).isEqualTo(403);
    }

    @Test
    void mailsGoEncryptedOrNotAtAll() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        var tls = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext();
        Path trusted = Files.writeString(directory.resolve("ca.pem"), certificate.certificatePem());
        Path password = Files.writeString(directory.resolve("password"), "pass-word");
        Path wrong = Files.writeString(directory.resolve("wrong"), "pass-word-that-is-wrong");
        try (SmallSmtp whole = SmallSmtp.withTls(tls);
                SmallSmtp upgraded = SmallSmtp.withStartTls(tls);
                SmallSmtp plain = SmallSmtp.withoutStartTls(tls)) {
            String ca = "--mail.ca-certificates=" + trusted;
            assertThat(errors(whole, "TLS", password, ca)).containsExactly("null", "the mail server: 550 no such user");

            assertThat(errors(upgraded, "STARTTLS", password, ca).get(0)).isEqualTo("null");
            for (SmallSmtp each : List.of(whole, upgraded)) {
                assertThat(each.commands())
                        .contains("TLS AUTH PLAIN dXNlcgB1c2VyAHBhc3Mtd29yZA==", "TLS RCPT TO:<somebody@example.org>")
                        .noneMatch(line -> line.startsWith("AUTH"));
            }
            // not without encryption, not to a stranger, and the error never repeats what was sent
            assertThat(errors(plain, "STARTTLS", password, ca).get(0)).isEqualTo(NO_SERVER);
            assertThat(plain.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
            assertThat(errors(whole, "TLS", password, "--limits.streams=9").get(0))
                    .isEqualTo(NO_SERVER);
            assertThat(errors(upgraded, "STARTTLS", wrong, ca).get(0)).isEqualTo(NO_SERVER);
        }
    }

    /** The results of a test to an accepted and to a refused address. */
    private List<String> errors(SmallSmtp server, String security, Path password, String more) throws Exception {
        try (TestPortal sending = TestPortal.start(
                "--mail.host=localhost",
                "--mail.port=" + server.port(),
                "--mail.security=" + security,
                "--mail.user=user",
                "--mail.password=file:" + password,
                "--mail.from=no-reply@streamer.example.org",
                more)) {
            patch(sending, "{\"emails\": [\"somebody@example.org\", \"nobody@example.org\"], \"language\": \"de\"}");
            JsonNode results = sending.post("/api/v1/notices/test", token, "").json();
            assertThat(results.toString()).doesNotContain("pass-word", "dXNlcg");
            return List.of(
                    results.at("/results/1/error").asText(),
                    results.at("/results/0/error").asText());
        }
    }

    /** Sets two addresses and a webhook; returns the secret that signs. */
    private String configure() {
        Answer set = patch(
                portal,
                "{\"emails\": [\"ops@example.org\", \"on-call@example.org\"], \"failing_after_minutes\": 5, \"webhook\":"
                        + " {\"url\": \"" + hook.url("/notices")
                        + "\", \"authorization\": \"Bearer for-the-hook\"}}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        return portal.post("/api/v1/notices/signing-secret", token, "{}").text("/secret");
    }

    private Answer patch(TestPortal at, String json) {
        return at.call("PATCH", "/api/v1/notices", token, json, Map.of());
    }

    private List<String> states(TestPortal at) {
        return at.get("/api/v1/notices", token).json().findValuesAsText("state");
    }

    private static int sender(TestPortal at) {
        return at.get("/metrics", null).body().contains("data_streamer_portal_notices_sender 1") ? 1 : 0;
    }

    /** Lets time pass until this is true. */
    private void passUntil(Callable<Boolean> done) {
        passUntil(Duration.ofMinutes(1), done);
    }

    private void passUntil(Duration step, Callable<Boolean> done) {
        await().atMost(TestPortal.PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            clock.pass(step);
            return done.call();
        });
    }

    private void say(String id, State state, @Nullable String error) throws Exception {
        StreamStatus status = TestStatus.of(
                        id, organisation, "", ApiType.KEEN_IO, StreamType.USAGE, "keen.io project abcd")
                .state(state)
                .answer(error == null ? 200 : 503, true)
                .pending(7, null)
                .error(error, null)
                .at(clock.instant());
        portal.broker().send(portal.topics() + "-status", id, StreamStatusCodec.write(status));
    }
}
