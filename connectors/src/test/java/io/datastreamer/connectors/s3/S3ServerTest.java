package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.files.Csv;
import io.datastreamer.connectors.files.JsonLines;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.connectors.conformance.Documents.named;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.DELIVERED;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link S3Integration} against an S3 server that checks signatures; a CSV reader that shares no code reads the
 * objects.
 */
class S3ServerTest {
    private static final HttpTransport TRANSPORT =
            new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")));

    @TempDir
    static Path directory;

    private static S3Server server;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
        TRANSPORT.close();
    }

    @Test
    void writesAnObjectOfTheBatch() throws Exception {
        server.createBucket("first");
        try (Client client = open(server.url(), settings("first"))) {
            ObjectNames names = client.objectNames();
            assertThat(names).isNotNull();
            String events = names.name(RecordKind.EVENT, 1_795_000_000L);
            String usage = names.name(RecordKind.USAGE, 1_795_000_000L);
            assertThat(events).isEqualTo("sims/events_20261118_110640.csv");
            assertThat(usage).isEqualTo("sims/cdr_20261118_110640.csv");

            assertThat(Sent.of(client, named(Documents.batch(1, 2), events, true)))
                    .isEqualTo(Outcome.delivered(200));
            assertThat(Sent.of(client, named(Documents.batch(RecordKind.USAGE, 3), usage, true))
                            .verdict())
                    .isEqualTo(DELIVERED);
        }

        Map<String, String> objects = server.objects("first");
        assertThat(objects).containsOnlyKeys("sims/events_20261118_110640.csv", "sims/cdr_20261118_110640.csv");
        List<List<String>> rows = Csv.rows(objects.getOrDefault("sims/events_20261118_110640.csv", ""));
        assertThat(rows.get(0)).startsWith("id", "timestamp").endsWith("user_name", "detail");
        assertThat(rows).hasSize(3).allSatisfy(row -> assertThat(row).hasSize(28));
        assertThat(rows.get(2).get(0)).isEqualTo("2");
        assertThat(rows.get(2).get(11)).isEqualTo("Zürich");
        List<List<String>> cdr = Csv.rows(objects.getOrDefault("sims/cdr_20261118_110640.csv", ""));
        assertThat(cdr).hasSize(2);
        assertThat(cdr.get(1).get(0)).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesPlainBodiesWhereTheOperatorSaysSo(boolean plain) throws Exception {
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(Endpoints.of(Endpoints.Service.S3, server.url()))
                .withS3PlainBodies(plain);
        String bucket = plain ? "plain" : "trailing";
        server.createBucket(bucket);
        try (Client client = open(operator, settings(bucket))) {
            assertThat(Sent.of(client, named(Documents.batch(1, 2), "events_1.csv", true)))
                    .isEqualTo(Outcome.delivered(200));
        }

        assertThat(Csv.rows(server.objects(bucket).getOrDefault("events_1.csv", "")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendsAChecksumBehindTheBodyOrSignsTheBody(boolean plain) throws Exception {
        try (Receiver receiver = new Receiver(Reply.of(200, "", "ETag: \"0\""))) {
            OperatorSettings operator = OperatorSettings.DEFAULTS
                    .withEndpoints(Endpoints.of(Endpoints.Service.S3, receiver.url("")))
                    .withS3PlainBodies(plain);
            try (Client client = open(operator, settings("first"))) {
                Sent.of(client, named(Documents.batch(1), "events_1.csv", true));
            }

            Received request = receiver.received().get(0);
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(request.body()));
            if (plain) {
                assertThat(request.headers())
                        .containsEntry("x-amz-content-sha256", sha256)
                        .doesNotContainKeys("x-amz-trailer", "content-encoding", "x-amz-decoded-content-length");
            } else {
                assertThat(request.headers())
                        .containsKey("x-amz-trailer")
                        .doesNotContainEntry("x-amz-content-sha256", sha256);
            }
        }
    }

    @Test
    void writesTheSameObjectOnce() throws Exception {
        server.createBucket("again");
        try (Client client = open(server.url(), settings("again"))) {
            Batch batch = named(Documents.batch(1, 2), "events_1.csv", true);
            assertThat(Sent.of(client, batch).verdict()).isEqualTo(DELIVERED);
            Map<String, String> before = server.objects("again");

            Outcome again = Sent.of(client, named(batch, "events_1.csv", false));

            assertThat(again).isEqualTo(Outcome.delivered(412));
            assertThat(server.objects("again")).isEqualTo(before).hasSize(1);
        }
    }

    @Test
    void neverWritesOverAnotherObject() throws Exception {
        server.createBucket("taken");
        try (Client client = open(server.url(), settings("taken"))) {
            Sent.of(client, named(Documents.batch(1), "events_1.csv", true));

            Outcome outcome = Sent.of(client, named(Documents.batch(2), "events_1.csv", true));

            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.cause()).isEqualTo(Outcome.Cause.NAME_TAKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(412);
            assertThat(server.objects("taken").get("events_1.csv")).contains("\n\"1\",");
        }
    }

    @Test
    void showsA403ForAWrongSecretAndAnUnknownKey() throws Exception {
        server.createBucket("secret");
        Map<String, Object> wrongSecret = settings("secret");
        wrongSecret.put("secret_access_key", "not-the-secret-of-the-server");
        Map<String, Object> unknownKey = settings("secret");
        unknownKey.put("access_key_id", "AKIDOFSOMEBODYELSE");

        for (Map<String, Object> settings : List.of(wrongSecret, unknownKey)) {
            try (Client client = open(server.url(), settings)) {
                Outcome outcome = Sent.of(client, named(Documents.batch(1), "events_1.csv", true));

                assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
                assertThat(outcome.remoteStatus()).isEqualTo(403);
                assertThat(outcome.error())
                        .startsWith("HTTP 403")
                        .doesNotContain("not-the-secret", "AKIDOFSOMEBODYELSE");
            }
        }
        assertThat(server.objects("secret")).isEmpty();
    }

    @Test
    void holdsWhenTheBucketIsNotThere() throws Exception {
        try (Client client = open(server.url(), settings("nowhere"))) {
            Outcome outcome = Sent.of(client, named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).isEqualTo(CONFIGURATION_BROKEN);
            assertThat(outcome.remoteStatus()).isEqualTo(404);
            assertThat(outcome.error()).startsWith("HTTP 404: NoSuchBucket");
        }
    }

    @Test
    void findsTheRegionOfABucketByItself() throws Exception {
        server.createBucket("elsewhere");
        try (RegionProxy proxy = new RegionProxy(server.url(), "eu-central-1");
                Client client = open(proxy.url(), settings("elsewhere"))) {
            assertThat(Sent.of(client, named(Documents.batch(1), "events_1.csv", true))
                            .verdict())
                    .isEqualTo(DELIVERED);
            assertThat(Sent.of(client, named(Documents.batch(2), "events_2.csv", true))
                            .verdict())
                    .isEqualTo(DELIVERED);

            assertThat(proxy.regions()).containsExactly("us-east-1", "eu-central-1", "eu-central-1");
        }
        assertThat(server.objects("elsewhere")).containsOnlyKeys("events_1.csv", "events_2.csv");
    }

    @Test
    void takesTheRegionThatIsGiven() throws Exception {
        server.createBucket("given");
        Map<String, Object> settings = settings("given");
        settings.put("region", "us-east-1");
        try (RegionProxy proxy = new RegionProxy(server.url(), "eu-central-1");
                Client client = open(proxy.url(), settings)) {
            Outcome outcome = Sent.of(client, named(Documents.batch(1), "events_1.csv", true));

            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isEqualTo(301);
        }
    }

    @Test
    void writesToAStoreOfTheCustomers() throws Exception {
        writesToAStore(server, "path");
    }

    @Test
    void writesToAStoreWithBucketsInItsName(@TempDir Path other) throws Exception {
        try (S3Server store = S3Server.startWithBucketsInItsName(other)) {
            writesToAStore(store, "host");
        }
    }

    private static void writesToAStore(S3Server store, String addressing) throws Exception {
        String bucket = "store-" + addressing;
        store.createBucket(bucket);
        Map<String, Object> settings = settings(bucket);
        settings.put("endpoint", "http://" + S3Server.HOST + ":" + store.port());
        settings.put("addressing", addressing);
        settings.put("path", "KIND/dt=YYYY-MM-DD");
        settings.put("file_format", "jsonl");
        settings.put("format", "v2");
        List<String> asked = new CopyOnWriteArrayList<>();
        NameService names = host -> {
            asked.add(host);
            return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        };
        try (HttpTransport transport =
                        new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")), names, null);
                // the operator's address of S3 is not used
                Client client = Integrations.standard(
                                transport,
                                OperatorSettings.DEFAULTS.withEndpoints(
                                        Endpoints.of(Endpoints.Service.S3, "http://other.test")))
                        .open(Streams.stream(ApiType.AWS_S3, settings))) {
            String name = Objects.requireNonNull(client.objectNames()).name(RecordKind.EVENT, 1_795_000_000L);
            assertThat(name).isEqualTo("sims/events/dt=2026-11-18/events_20261118_110640.jsonl.gz");
            assertThat(Sent.of(client, named(Documents.batch(1, 2), name, true)))
                    .isEqualTo(Outcome.delivered(200));
            String host = addressing.equals("path") ? S3Server.HOST : bucket + "." + S3Server.HOST;
            assertThat(asked).containsOnly(host);
            assertThat(client.chosenHosts()).containsOnly(Map.entry("endpoint", List.of(host)));
            assertThat(client.receiver()).isEqualTo(host + ":" + store.port());
            assertThat(JsonLines.of(store.bytes(bucket, name)))
                    .hasSize(2)
                    .first()
                    .satisfies(line ->
                            assertThat(line.get("timestamp").textValue()).isEqualTo("2017-10-26T07:28:00Z"));
        }
    }

    @Test
    void writesOverObjectsWhereAStoreCannotKeepFromThat() throws Exception {
        Reply accepts = Reply.of(200, "", "ETag: \"0\"");
        Reply refuses = Reply.of(501, "<Error><Code>NotImplemented</Code></Error>", "Content-Type: text/xml");
        Reply either = (request, wire) ->
                (request.headers().containsKey("if-none-match") ? refuses : accepts).to(request, wire);
        try (Receiver receiver = new Receiver(either)) {
            Map<String, Object> settings = settings("store");
            settings.put("endpoint", receiver.url(""));
            try (Client client = open(server.url(), settings)) {
                for (int i = 0; i < 2; i++) {
                    assertThat(Sent.of(client, named(Documents.batch(1), "events_1.csv", true)))
                            .isEqualTo(Outcome.delivered(200));
                }
            }
            assertThat(receiver.received()).hasSize(3);
        }
    }

    private static Map<String, Object> settings(String bucket) {
        return new HashMap<>(Map.of(
                "bucket",
                bucket,
                "prefix",
                "sims",
                "access_key_id",
                S3Server.ACCESS_KEY_ID,
                "secret_access_key",
                S3Server.SECRET_ACCESS_KEY));
    }

    private static Client open(String url, Map<String, ?> settings) throws SettingsException {
        return open(OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.S3, url)), settings);
    }

    private static Client open(OperatorSettings operator, Map<String, ?> settings) throws SettingsException {
        return Integrations.standard(TRANSPORT, operator).open(Streams.stream(ApiType.AWS_S3, settings));
    }
}
