package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.entra.EntraEndpoint;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.kafka.SecureBroker.Door;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONTENT_REFUSED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@link KafkaIntegration} with a real broker, with TLS, passwords and client certificates. */
@Timeout(300)
class KafkaServerTest {
    private static final HttpSettings SETTINGS = HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.1"));

    @TempDir
    static Path dir;

    private static SecureBroker broker;
    private static HttpTransport transport;

    @BeforeAll
    static void start() throws Exception {
        broker = SecureBroker.start(dir);
        transport = new HttpTransport(SETTINGS);
    }

    @AfterAll
    static void stop() {
        transport.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN"})
    void writesWithAPassword(String mechanism) throws Exception {
        String topic = topic("with-" + mechanism, 3);
        try (Client client = open(Door.SECURE, topic, SecureBroker.login(mechanism))) {
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, ids(1, 40))))
                    .isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, ids(41, 80))))
                    .isEqualTo(Outcome.delivered(200));
        }
        List<ConsumerRecord<String, String>> records = broker.read(topic, 80);
        assertThat(records).hasSize(80).allSatisfy(record -> {
            long id = Long.parseLong(record.key().substring(13));
            assertThat(record.key()).isEqualTo(Documents.iccid(id));
            assertThat(record.value()).isEqualTo(Documents.usageJson(id));
            assertThat(record.partition())
                    .isEqualTo(BuiltInPartitioner.partitionForKey(record.key().getBytes(UTF_8), 3));
        });
        for (int partition = 0; partition < 3; partition++) {
            int of = partition;
            assertThat(records.stream().filter(each -> each.partition() == of).map(ConsumerRecord::key))
                    .isNotEmpty()
                    .isSorted();
        }
    }

    @Test
    void writesWithAnAccessTokenThatIsAskedForOnce() throws Exception {
        String topic = topic("with-token", 2);
        try (TokenGiver giver = new TokenGiver(TokenGiver.token(SecureBroker.SCOPE, inAnHour()))) {
            try (Client client = open(Door.TOKEN, topic, giver.settings())) {
                assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, ids(1, 40))))
                        .isEqualTo(Outcome.delivered(200));
                assertThat(Sent.of(client, Documents.batch(41))).isEqualTo(Outcome.delivered(200));
            }
            assertThat(giver.asked()).isEqualTo(1);
        }
        assertThat(broker.read(topic, 41)).hasSize(41);
    }

    @Test
    void saysThatATokenIsNotTaken() throws Exception {
        String topic = topic("other-scope", 1);
        String token = TokenGiver.token("other", inAnHour());
        try (TokenGiver giver = new TokenGiver(token)) {
            Outcome outcome = send(Door.TOKEN, topic, giver.settings());
            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(401);
            assertThat(outcome.error())
                    .startsWith("SASL_AUTHENTICATION_FAILED")
                    .contains("insufficient_scope")
                    .doesNotContain(token);
            assertThat(giver.asked()).isEqualTo(1);
        }
    }

    /**
     * The endpoint says that the token is valid for an hour, but the broker ends the session earlier, when the token
     * expires.
     */
    @Test
    void aTokenThatIsRefusedLaterIsReplacedAtOnce() throws Exception {
        String topic = topic("token-over", 1);
        Instant end = Instant.now().plusSeconds(3);
        try (TokenGiver giver = new TokenGiver(
                        TokenGiver.token(SecureBroker.SCOPE, end), TokenGiver.token(SecureBroker.SCOPE, inAnHour()));
                Client client = open(Door.TOKEN, topic, giver.settings())) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            await().until(() -> Instant.now().isAfter(end));
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
            assertThat(giver.asked()).isEqualTo(2);
        }
        assertThat(broker.read(topic, 2)).hasSize(2);
    }

    @Test
    void theFailureOfATokenEndpointIsToldAsSuch() throws Exception {
        TokenGiver giver = new TokenGiver("none");
        giver.close();
        Outcome outcome = send(Door.TOKEN, topic("no-token", 1), giver.settings());
        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.error()).startsWith("token endpoint: cannot connect");
    }

    @Test
    void writesAsToAnEventHub() throws Exception {
        String topic = topic("event-hub", 2);
        OperatorSettings operator = OperatorSettings.DEFAULTS.withEndpoints(
                Endpoints.of(Endpoints.Service.EVENT_HUBS, "https://" + broker.address(Door.SECURE)));
        try (HttpTransport trusting = new HttpTransport(SETTINGS, NameService.ofTheMachine(), SecureBroker.trust())) {
            Integrations integrations = Integrations.standard(trusting, operator);
            Map<String, String> settings =
                    new HashMap<>(Map.of("connection_string", SecureBroker.CONNECTION_STRING, "event_hub", topic));
            try (Client client = integrations.open(Streams.stream(ApiType.AZURE_EVENT_HUBS, settings))) {
                assertThat(client.chosenHosts()).isEmpty();
                assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, ids(1, 40))))
                        .isEqualTo(Outcome.delivered(200));
            }
            settings.put("connection_string", SecureBroker.CONNECTION_STRING.replace("MDEy", "MTEy"));
            try (Client client = integrations.open(Streams.stream(ApiType.AZURE_EVENT_HUBS, settings))) {
                assertThat(Sent.of(client, Documents.batch(1)).remoteStatus()).isEqualTo(401);
            }
        }
        assertThat(broker.read(topic, 40)).hasSize(40);
    }

    @Test
    void writesToAnEventHubAsAnApplication() throws Exception {
        String topic = topic("event-hub-identity", 1);
        try (EntraEndpoint entra = new EntraEndpoint(number -> TokenGiver.token(SecureBroker.SCOPE, inAnHour()));
                HttpTransport trusting =
                        new HttpTransport(SETTINGS, NameService.ofTheMachine(), SecureBroker.trust())) {
            OperatorSettings operator = OperatorSettings.DEFAULTS
                    .withIdentity(TrustedIssuer.identity())
                    .withEndpoints(Endpoints.of(Endpoints.Service.EVENT_HUBS, "https://" + broker.address(Door.TOKEN))
                            .with(Endpoints.Service.ENTRA, entra.url()));
            Map<String, String> settings = new HashMap<>(EntraEndpoint.SETTINGS);
            settings.putAll(Map.of("namespace", "sims.servicebus.windows.net", "event_hub", topic));
            Integrations integrations = Integrations.standard(trusting, operator);
            try (Client client = integrations.open(Streams.stream(ApiType.AZURE_EVENT_HUBS, settings))) {
                assertThat(client.chosenHosts()).isEmpty();
                assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            }
            assertThat(entra.scopes()).containsExactly("https://sims.servicebus.windows.net/.default");
            settings.put("client_id", EntraEndpoint.TENANT);
            try (Client client = integrations.open(Streams.stream(ApiType.AZURE_EVENT_HUBS, settings))) {
                Outcome outcome = Sent.of(client, Documents.batch(2));
                assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
                assertThat(outcome.error())
                        .startsWith("token endpoint: HTTP 400: ")
                        .contains("AADSTS700016");
            }
        }
        assertThat(broker.read(topic, 1)).hasSize(1);
    }

    private static Instant inAnHour() {
        return Instant.now().plusSeconds(3600);
    }

    @Test
    void writesWithAClientCertificate() throws Exception {
        String topic = topic("mutual", 1);

        assertThat(send(Door.MUTUAL, topic, SecureBroker.certified())).isEqualTo(Outcome.delivered(200));
        assertThat(broker.read(topic, 1)).hasSize(1);
        Outcome refused = send(Door.MUTUAL, topic, SecureBroker.trusting());
        assertThat(refused.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(refused.remoteStatus()).isIn(502, 503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-512", "PLAIN"})
    void saysThatThePasswordIsNotRight(String mechanism) throws Exception {
        Map<String, String> settings = SecureBroker.login(mechanism);
        settings.put("password", "a-password-that-is-not-right");

        Outcome outcome = send(Door.SECURE, topic("wrong-" + mechanism, 1), settings);

        assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(401);
        assertThat(outcome.error()).startsWith("SASL_AUTHENTICATION_FAILED").doesNotContain("not-right");
    }

    @Test
    void saysThatTheBrokersCertificateIsOfAnotherAuthority() throws Exception {
        Map<String, String> settings = SecureBroker.login("PLAIN");
        settings.remove("ca_certificates");

        Outcome outcome = send(Door.SECURE, topic("untrusted", 1), settings);

        assertThat(outcome.remoteStatus()).isEqualTo(502);
        assertThat(outcome.error()).startsWith("TLS: the certificate's issuer is not known");
    }

    @Test
    void saysWhatIsSpokenThere() throws Exception {
        String topic = topic("spoken", 1);
        assertThat(send(Door.OPEN, topic, SecureBroker.login("PLAIN")).error())
                .startsWith("TLS: the connection ended within the handshake");
        Outcome clear = send(Door.SECURE, topic, Map.of("tls", "off"));
        assertThat(clear.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(clear.error()).contains("wants TLS");
    }

    @Test
    void aTopicThatIsNotThereIsForTheCustomerToMake() throws Exception {
        Outcome outcome = send(Door.OPEN, "no-such-topic", Map.of("tls", "off"));

        assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(404);
        assertThat(outcome.error()).startsWith("UNKNOWN_TOPIC_OR_PARTITION");
    }

    @Test
    void whatIsTooLargeIsRefusedForItsContent() throws Exception {
        broker.create("small", 1, Map.of("max.message.bytes", "2000"));
        try (Client client = open(Door.OPEN, "small", Map.of("tls", "off"))) {
            Outcome outcome = Sent.of(client, Documents.batch(RecordKind.USAGE, ids(1, 40)));
            assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONTENT_REFUSED);
            assertThat(outcome.remoteStatus()).isEqualTo(413);
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, 41))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read("small", 1)).hasSize(1);
    }

    @Test
    void writesCloudEvents() throws Exception {
        String topic = topic("envelopes", 1);

        assertThat(send(Door.OPEN, topic, Map.of("tls", "off", "format", "cloudevents")))
                .isEqualTo(Outcome.delivered(200));

        ConsumerRecord<String, String> event = broker.read(topic, 1).get(0);
        assertThat(new String(event.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                .isEqualTo("application/cloudevents+json");
        assertThat(event.value()).startsWith("{\"specversion\":\"1.0\",\"id\":\"event-");
        assertThat(event.key()).isEqualTo("8988303000000000001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void compresses(String compression) throws Exception {
        String topic = topic("by-" + compression, 2);
        try (Client client = open(Door.OPEN, topic, Map.of("tls", "off", "compression", compression))) {
            assertThat(Sent.of(client, Documents.batch(RecordKind.USAGE, ids(1, 200))))
                    .isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read(topic, 200))
                .hasSize(200)
                .allSatisfy(record -> assertThat(record.value()).contains("\"iccid\":\"" + record.key() + "\""));
    }

    /** Addresses that a broker tells clients to dial are checked like those that the customer wrote. */
    @Test
    void anAddressThatABrokerNamesKeepsToTheRules() throws Exception {
        Outcome outcome = send(Door.ASTRAY, topic("astray", 1), Map.of("tls", "off"));

        assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(500);
        assertThat(outcome.error()).startsWith("address not allowed: 10.0.0.1 is a private address");
        assertThat(broker.read("astray", 0)).isEmpty();
    }

    @Test
    void whatWasStoredBeforeItsAnswerWasLostIsNotStoredTwice() throws Exception {
        String topic = topic("answer-lost", 1);
        try (Client client = open(Door.PROXIED, topic, Map.of("tls", "off"))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            broker.proxy().loseNextAnswer();
            // the connection is kept, so the client tries at once whether the failure was only temporary
            assertThat(Sent.of(client, Documents.batch(2, 3))).isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, Documents.batch(4))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read(topic, 4)).extracting(ConsumerRecord::value).containsExactly(json(1, 2, 3, 4));
    }

    @Test
    void aKeptConnectionThatTheBrokerHasClosedIsNoFailure() throws Exception {
        String topic = topic("closed", 1);
        try (Client client = open(Door.PROXIED, topic, Map.of("tls", "off"))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            broker.proxy().cut();
            assertThat(Sent.of(client, Documents.batch(2))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read(topic, 2)).hasSize(2);
    }

    /** It is unknown whether the first batch was stored. A different batch is stored with a new identity. */
    @Test
    void aBrokerThatDoesNotAnswerIsGivenUpAtTheDeadline() throws Exception {
        String topic = topic("held", 1);
        Duration deadline = Duration.ofSeconds(1);
        try (HttpTransport hasty = new HttpTransport(SETTINGS.withTimeouts(deadline, deadline, deadline));
                Client client = open(hasty, Door.PROXIED, topic, Map.of("tls", "off"))) {
            broker.proxy().hold();
            Outcome outcome = Sent.of(client, Documents.batch(1, 2));
            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isEqualTo(504);
            assertThat(outcome.isAnswered()).isFalse();
            broker.proxy().cut();
        }
        try (Client client = open(Door.PROXIED, topic, Map.of("tls", "off"))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read(topic, 1)).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void cancellingEndsAWait() throws Exception {
        String topic = topic("cancelled", 1);
        try (Client client = open(Door.PROXIED, topic, Map.of("tls", "off"))) {
            assertThat(Sent.of(client, Documents.batch(1))).isEqualTo(Outcome.delivered(200));
            broker.proxy().hold();
            Sent sent = Sent.start(client, Documents.batch(2));
            sent.cancel();
            assertThat(sent.outcome().verdict()).isEqualTo(TRY_AGAIN);
            assertThat(String.valueOf(sent.outcome().error())).startsWith("cancelled");
            broker.proxy().cut();
            assertThat(Sent.of(client, Documents.batch(2, 3))).isEqualTo(Outcome.delivered(200));
        }
        assertThat(broker.read(topic, 3)).extracting(ConsumerRecord::value).contains(json(1, 2, 3));
    }

    private static String topic(String name, int partitions) throws Exception {
        broker.create(name, partitions, Map.of());
        return name;
    }

    private static Outcome send(Door door, String topic, Map<String, ?> settings)
            throws SettingsException, IOException {
        try (Client client = open(door, topic, settings)) {
            return Sent.of(client, Documents.batch(1));
        }
    }

    private static Client open(Door door, String topic, Map<String, ?> settings) throws SettingsException {
        return open(transport, door, topic, settings);
    }

    private static Client open(HttpTransport by, Door door, String topic, Map<String, ?> settings)
            throws SettingsException {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap_servers", broker.address(door));
        all.put("topic", topic);
        return Integrations.standard(by).open(Streams.stream(ApiType.KAFKA, all));
    }

    private static String[] json(long... ids) {
        return LongStream.of(ids).mapToObj(Documents::json).toArray(String[]::new);
    }

    private static long[] ids(long from, long to) {
        return LongStream.rangeClosed(from, to).toArray();
    }
}
