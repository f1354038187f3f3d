package io.datastreamer.job;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.aws.MotoServer;
import io.datastreamer.connectors.azure.AzureServer;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.conformance.Wire;
import io.datastreamer.connectors.datadog.Points;
import io.datastreamer.connectors.files.Csv;
import io.datastreamer.connectors.files.JsonLines;
import io.datastreamer.connectors.gcs.GcsServer;
import io.datastreamer.connectors.google.GoogleFederation;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.kafka.SecureBroker;
import io.datastreamer.connectors.kinesis.KinesisServer;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.pubsub.PubSubMessage;
import io.datastreamer.connectors.s3.S3Server;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.connectors.sftp.OpenSshServer;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Delivers raw records through the job, in its own process, to the most real counterpart there is of each service. What
 * arrives is compared with what a plain HTTP receiver gets of the same organisation. All secrets are encrypted, and are
 * found nowhere afterwards.
 */
class IntegrationsITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final long ORGANISATION = 100001;
    private static final String WRITE_KEY = "the-write-key-of-the-project";
    private static final String API_KEY = "the-api-key-of-the-account";
    private static final Set<String> FILES = Set.of("AWS_S3", "AZURE_BLOB", "GOOGLE_STORAGE", "SFTP");
    private static final String AUTHORIZATION = "Bearer the-token-of-the-endpoint";
    private static final String WRONG_SECRET = "a-secret-that-is-not-right";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/=]{40,}");

    @TempDir
    Path dir;

    private final Keyset keyset = Keyset.create();
    private final Set<String> secrets = new HashSet<>();
    private HttpReceiver plain;

    @BeforeEach
    void open() throws IOException {
        plain = new HttpReceiver();
        Files.writeString(dir.resolve("keyset.json"), keyset.toJson());
    }

    @AfterEach
    void close() {
        plain.close();
    }

    @Test
    void documentsArriveAtKeenDatadogPubSubAndS3() throws Exception {
        Receiver keen = new Receiver(IntegrationsITCase::acceptEvents);
        Receiver datadog = new Receiver(Reply.of(202, "{\"errors\":[]}"));
        Receiver pubsub = new Receiver(Reply.of(200, "{\"messageIds\":[]}"));
        try (keen;
                datadog;
                pubsub;
                TokenEndpoint google = new TokenEndpoint(ORGANISATION);
                S3Server s3 = S3Server.start(Files.createDirectories(dir.resolve("s3")))) {
            s3.createBucket("files");
            s3.createBucket("lines");
            Map<String, String> lines = new HashMap<>(bucket(S3Server.SECRET_ACCESS_KEY));
            lines.putAll(Map.of(
                    "bucket", "lines", "endpoint", s3.url(), "file_format", "jsonl", "path", "KIND/dt=YYYY-MM-DD"));
            streams(
                    stream("plain", "REST_API_BULK", Map.of("url", plain.url("/all"), "authorization", AUTHORIZATION)),
                    stream("keen", "KEEN_IO", Map.of("project_key", "5f00", "write_key", WRITE_KEY)),
                    stream("datadog", "DATADOG", Map.of("application_key", "anApplicationKey1", "api_key", API_KEY)),
                    stream(
                            "pubsub",
                            "GOOGLE_PUBSUB",
                            Map.of(
                                    "project",
                                    "example-project",
                                    "topic",
                                    "documents",
                                    "service_account_key",
                                    TokenEndpoint.KEY)),
                    stream(
                            "pubsub-by-identity",
                            "GOOGLE_PUBSUB",
                            Map.of(
                                    "project",
                                    "example-project",
                                    "topic",
                                    "by-identity",
                                    "workload_identity_provider",
                                    GoogleFederation.PROVIDER,
                                    "service_account",
                                    GoogleFederation.ACCOUNT)),
                    stream("files", "AWS_S3", bucket(S3Server.SECRET_ACCESS_KEY)),
                    stream("more-files", "AWS_S3", bucket(S3Server.SECRET_ACCESS_KEY)),
                    stream("lines", "AWS_S3", lines),
                    stream("wrong-secret", "AWS_S3", bucket(WRONG_SECRET)));
            Path key = Files.writeString(dir.resolve("identity.pem"), TrustedIssuer.pem());
            try (JobProcess job = start(
                    "--identity.issuer",
                    TrustedIssuer.ISSUER,
                    "--identity.key",
                    "file:" + key,
                    "--keen.endpoint",
                    keen.url(""),
                    "--datadog.endpoint",
                    datadog.url(""),
                    "--pubsub.endpoint",
                    pubsub.url(""),
                    "--google.endpoint",
                    google.url(),
                    "--s3.endpoint",
                    s3.url())) {
                for (String stream : List.of(
                        "plain", "keen", "datadog", "pubsub", "pubsub-by-identity", "files", "more-files", "lines")) {
                    await().atMost(LONG).until(() -> !job.isAlive() || isDone(stream));
                }
                await().atMost(LONG).until(() -> !job.isAlive() || isFailing("wrong-secret"));
                assertThat(job.isAlive()).as(job.said()).isTrue();
                job.kill();
            }

            Map<Long, JsonNode> events = new TreeMap<>();
            Map<Long, JsonNode> usage = new TreeMap<>();
            reference()
                    .forEach(document -> (document.has("event_type") ? events : usage)
                            .put(document.get("id").asLong(), document));
            assertThat(events).hasSizeGreaterThan(10);
            assertThat(usage).hasSizeGreaterThan(2);
            assertThat(keenEvents(keen, "1NCEEventData")).isEqualTo(events);
            assertThat(keenEvents(keen, "1NCEUsageData")).isEqualTo(usage);
            assertSums(datadog, usage);
            assertMessages(pubsub, "documents");
            assertMessages(pubsub, "by-identity");
            assertThat(google.federation().given()).hasSizeGreaterThan(1);
            secrets.addAll(google.federation().given());
            secrets.addAll(google.federation().shown());
            TrustedIssuer.pem().lines().filter(line -> line.length() > 40).forEach(secrets::add);
            assertFiles(s3.objects("files"), events, usage);
            List<JsonNode> read = new ArrayList<>();
            for (String name : s3.objects("lines").keySet()) {
                assertThat(name).matches("(events|cdr)/dt=[0-9-]{10}/\\1_[0-9]{8}_[0-9]{6}\\.jsonl\\.gz");
                JsonLines.of(s3.bytes("lines", name)).forEach(read::add);
            }
            assertThat(read).containsExactlyInAnyOrderElementsOf(reference());
            StreamStatus refused =
                    Objects.requireNonNull(new OutputFiles(dir).lastStatuses().get("wrong-secret"));
            assertThat(refused.remoteStatus()).isEqualTo(403);
            assertThat(refused.lastError()).contains("HTTP 403");
        }
        assertNoSecretAnywhere();
    }

    @Test
    void documentsArriveAsFilesAtAzureGoogleAndAnSftpServer() throws Exception {
        Path ssh = Files.createDirectories(dir.resolve("ssh"));
        try (AzureServer azure = AzureServer.start();
                GcsServer gcs = GcsServer.start();
                TokenEndpoint google = new TokenEndpoint();
                OpenSshServer sftp = OpenSshServer.start(ssh)) {
            azure.createContainer("documents");
            gcs.createBucket("documents");
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
            Map<String, Object> atSftp = Map.of(
                    "host", "127.0.0.1",
                    "port", sftp.port(),
                    "host_key", sftp.hostKey("ed25519"),
                    "username", OpenSshServer.user(),
                    "private_key", sftp.userKey("ed25519"),
                    "path", "KIND",
                    "file_format", "jsonl");
            streams(
                    stream("plain", "REST_API_BULK", Map.of("url", plain.url("/all"), "authorization", AUTHORIZATION)),
                    stream(
                            "azure",
                            "AZURE_BLOB",
                            Map.of(
                                    "account",
                                    AzureServer.ACCOUNT,
                                    "container",
                                    "documents",
                                    "sas_token",
                                    AzureServer.sas("documents", "c", tomorrow),
                                    "endpoint",
                                    azure.url(),
                                    "file_format",
                                    "jsonl")),
                    stream(
                            "gcs",
                            "GOOGLE_STORAGE",
                            Map.of(
                                    "bucket", "documents",
                                    "service_account_key", TokenEndpoint.KEY,
                                    "file_format", "jsonl")),
                    stream("sftp", "SFTP", atSftp));
            try (JobProcess job = start("--gcs.endpoint", gcs.url(), "--google.endpoint", google.url())) {
                for (String stream : List.of("plain", "azure", "gcs", "sftp")) {
                    await().atMost(LONG).until(() -> !job.isAlive() || isDone(stream));
                }
                assertThat(job.isAlive()).as(job.said()).isTrue();
                job.kill();
            }

            List<byte[]> atAzure = new ArrayList<>();
            for (String name : azure.names("documents")) {
                atAzure.add(azure.blob("documents", name).body());
            }
            List<byte[]> atGoogle = new ArrayList<>();
            for (String name : gcs.names("documents")) {
                atGoogle.add(gcs.object("documents", name).body());
            }
            List<byte[]> atServer = new ArrayList<>();
            for (String name : sftp.names()) {
                assertThat(name).matches("(events|cdr)/\\1_[0-9]{8}_[0-9]{6}\\.jsonl\\.gz");
                atServer.add(Files.readAllBytes(sftp.files().resolve(name)));
            }
            for (List<byte[]> files : List.of(atAzure, atGoogle, atServer)) {
                List<JsonNode> read = new ArrayList<>();
                for (byte[] file : files) {
                    read.addAll(JsonLines.of(file));
                }
                assertThat(read).containsExactlyInAnyOrderElementsOf(reference());
            }
        }
        assertNoSecretAnywhere();
    }

    @Test
    void documentsArriveAtStreamsQueuesTopicsAndBusesOfAws() throws Exception {
        try (KinesisServer kinesis = KinesisServer.start();
                MotoServer moto = MotoServer.start()) {
            kinesis.create("documents", 2);
            moto.createQueue("documents.fifo");
            moto.createQueue("of-topic.fifo");
            moto.createTopic("documents.fifo", "of-topic.fifo");
            moto.createQueue("of-bus");
            moto.createBus("documents", "data-streamer", "of-bus");
            streams(
                    stream("plain", "REST_API_BULK", Map.of("url", plain.url("/all"), "authorization", AUTHORIZATION)),
                    stream(
                            "kinesis",
                            "AWS_KINESIS",
                            Map.of(
                                    "region", "eu-central-1",
                                    "stream_name", "documents",
                                    "access_key_id", "AKIDEXAMPLEOFKINESIS",
                                    "secret_access_key", "the/secret+of/the-stream")),
                    stream("queue", "AWS_SQS", withKeys("queue_url", MotoServer.queueUrl("documents.fifo"))),
                    stream("topic", "AWS_SNS", withKeys("topic_arn", MotoServer.arn("sns", "documents.fifo"))),
                    stream("bus", "AWS_EVENTBRIDGE", withKeys("region", MotoServer.REGION, "event_bus", "documents")));
            try (JobProcess job = start(
                    "--kinesis.endpoint",
                    kinesis.url(),
                    "--sqs.endpoint",
                    moto.url(),
                    "--sns.endpoint",
                    moto.url(),
                    "--eventbridge.endpoint",
                    moto.url())) {
                for (String stream : List.of("plain", "kinesis", "queue", "topic", "bus")) {
                    await().atMost(LONG).until(() -> !job.isAlive() || isDone(stream));
                }
                assertThat(job.isAlive()).as(job.said()).isTrue();
                job.kill();
            }

            Map<String, List<JsonNode>> expected = bySim(reference());
            Map<String, List<JsonNode>> read = new HashMap<>();
            for (KinesisServer.Stored record : kinesis.read("documents")) {
                read.computeIfAbsent(record.partitionKey(), sim -> new ArrayList<>())
                        .add(JSON.readTree(record.data()));
            }
            assertThat(read.keySet()).isEqualTo(expected.keySet());
            read.forEach(
                    (sim, documents) -> assertThat(documents).containsExactlyInAnyOrderElementsOf(expected.get(sim)));
            List<JsonNode> all = reference();
            for (String queue : List.of("documents.fifo", "of-topic.fifo")) {
                Map<String, List<JsonNode>> byGroup = new HashMap<>();
                for (MotoServer.Message message : moto.read(queue, all.size())) {
                    byGroup.computeIfAbsent(message.group(), any -> new ArrayList<>())
                            .add(JSON.readTree(message.body()));
                }
                assertSameOrder(byGroup);
            }
            List<JsonNode> details = new ArrayList<>();
            for (MotoServer.Message message : moto.read("of-bus", all.size())) {
                details.add(JSON.readTree(message.body()).get("detail"));
            }
            assertThat(details).containsExactlyInAnyOrderElementsOf(all);
        }
        assertNoSecretAnywhere();
    }

    @Test
    void documentsArriveAtKafka() throws Exception {
        try (SecureBroker kafka = SecureBroker.start(dir.resolve("kafka"))) {
            kafka.create("documents", 3, Map.of());
            Map<String, String> settings = SecureBroker.login("SCRAM-SHA-512");
            settings.put("bootstrap_servers", kafka.address(SecureBroker.Door.SECURE));
            settings.put("topic", "documents");
            Map<String, String> wrong = new HashMap<>(settings);
            wrong.put("password", WRONG_SECRET);
            streams(
                    stream("plain", "REST_API_BULK", Map.of("url", plain.url("/all"), "authorization", AUTHORIZATION)),
                    stream("kafka", "KAFKA", settings),
                    stream("wrong-secret", "KAFKA", wrong));
            try (JobProcess job = start()) {
                for (String stream : List.of("plain", "kafka")) {
                    await().atMost(LONG).until(() -> !job.isAlive() || isDone(stream));
                }
                await().atMost(LONG).until(() -> !job.isAlive() || isFailing("wrong-secret"));
                assertThat(job.isAlive()).as(job.said()).isTrue();
                job.kill();
            }
            List<JsonNode> expected = reference();
            List<JsonNode> read = new ArrayList<>();
            for (ConsumerRecord<String, String> record : kafka.read("documents", expected.size())) {
                JsonNode document = JSON.readTree(record.value());
                assertThat(record.key()).isEqualTo(document.at("/sim/iccid").textValue());
                read.add(document);
            }
            assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
            StreamStatus refused =
                    Objects.requireNonNull(new OutputFiles(dir).lastStatuses().get("wrong-secret"));
            assertThat(refused.remoteStatus()).isEqualTo(401);
        }
        assertNoSecretAnywhere();
    }

    private static void acceptEvents(Received request, Wire wire) throws IOException {
        String collection = JSON.readTree(request.body()).fieldNames().next();
        int events = JSON.readTree(request.body()).get(collection).size();
        String each = String.join(",", Collections.nCopies(events, "{\"success\":true}"));
        Reply.of(200, "{\"" + collection + "\":[" + each + "]}").to(request, wire);
    }

    private static Map<Long, JsonNode> keenEvents(Receiver keen, String collection) throws IOException {
        Map<Long, JsonNode> events = new TreeMap<>();
        for (Received request : keen.received()) {
            for (JsonNode event : JSON.readTree(request.body()).path(collection)) {
                assertThat(((ObjectNode) event).remove("keen").get("timestamp").asText())
                        .endsWith("Z");
                events.put(event.get("id").asLong(), JSON.readTree(event.toString()));
            }
        }
        return events;
    }

    private void assertMessages(Receiver pubsub, String topic) throws IOException {
        Map<String, List<JsonNode>> byKey = new HashMap<>();
        for (Received call : pubsub.received()) {
            if (!call.line().contains("/topics/" + topic + ":publish ")) {
                continue;
            }
            for (PubSubMessage message : PubSubMessage.in(call)) {
                byKey.computeIfAbsent(message.key(), any -> new ArrayList<>()).add(JSON.readTree(message.data()));
            }
        }
        assertSameOrder(byKey);
    }

    /**
     * Checks that each SIM's documents came in the order of the plain receiver: events in their order, and usage in
     * its.
     */
    private void assertSameOrder(Map<String, List<JsonNode>> byKey) throws IOException {
        Map<String, List<JsonNode>> expected = bySim(reference());
        assertThat(byKey.keySet()).isEqualTo(expected.keySet());
        for (String member : List.of("event_type", "traffic_type")) {
            expected.forEach((key, documents) -> assertThat(of(member, Objects.requireNonNull(byKey.get(key))))
                    .as("%s of %s", member, key)
                    .isEqualTo(of(member, documents)));
        }
    }

    private static List<JsonNode> of(String member, List<JsonNode> documents) {
        return documents.stream().filter(document -> document.has(member)).toList();
    }

    private static void assertSums(Receiver datadog, Map<Long, JsonNode> usage) throws IOException {
        Map<String, BigDecimal> sums = Points.sumsOf(datadog.received());
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal messages = BigDecimal.ZERO;
        for (JsonNode document : usage.values()) {
            cost = cost.add(document.get("cost").decimalValue());
            if (document.at("/traffic_type/id").asInt() == 6) {
                messages = messages.add(document.at("/volume/rx").decimalValue())
                        .add(document.at("/volume/tx").decimalValue());
            } else {
                volume =
                        volume.add(document.at("/volume/total").decimalValue().multiply(BigDecimal.valueOf(1_000_000)));
            }
        }
        assertThat(sums.get("endpoint.cost")).isEqualByComparingTo(cost);
        assertThat(sums.get("endpoint.volume")).isEqualByComparingTo(volume);
        assertThat(sums.getOrDefault("endpoint.sms_rx", BigDecimal.ZERO)
                        .add(sums.getOrDefault("endpoint.sms_tx", BigDecimal.ZERO)))
                .isEqualByComparingTo(messages);
    }

    /**
     * Checks the files of two streams of the organisation in one bucket: every row occurs twice, in objects of
     * different names.
     */
    private static void assertFiles(
            Map<String, String> objects, Map<Long, JsonNode> events, Map<Long, JsonNode> usage) {
        Map<Long, Integer> seen = new TreeMap<>();
        objects.forEach((name, file) -> {
            assertThat(name).matches("(events|cdr)_[0-9]{8}_[0-9]{6}\\.csv");
            Map<Long, JsonNode> documents = name.startsWith("events") ? events : usage;
            List<List<String>> rows = Csv.rows(file);
            for (List<String> row : rows.subList(1, rows.size())) {
                long id = Long.parseLong(row.get(0));
                JsonNode document = Objects.requireNonNull(documents.get(id), name + ": " + id);
                seen.merge(id, 1, Integer::sum);
                if (name.startsWith("events")) {
                    assertThat(row.get(rows.get(0).indexOf("description")))
                            .isEqualTo(document.get("description").asText());
                } else {
                    assertThat(new BigDecimal(row.get(rows.get(0).indexOf("cost"))))
                            .isEqualByComparingTo(document.get("cost").decimalValue());
                }
            }
        });
        assertThat(seen.keySet()).containsAll(events.keySet()).containsAll(usage.keySet());
        assertThat(seen.values()).containsOnly(2);
    }

    /** What the plain receiver got, with numbers as exact as everywhere in this test. */
    private List<JsonNode> reference() throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode document : plain.documents("/all")) {
            documents.add(JSON.readTree(document.toString()));
        }
        return documents;
    }

    private Map<String, List<JsonNode>> bySim(List<JsonNode> documents) {
        Map<String, List<JsonNode>> bySim = new HashMap<>();
        for (JsonNode document : documents) {
            String sim = document.at("/sim/iccid").asText();
            bySim.computeIfAbsent(sim.isEmpty() ? Long.toString(ORGANISATION) : sim, any -> new ArrayList<>())
                    .add(document);
        }
        return bySim;
    }

    /** Checks that no secret is in the job's outputs, its log or its checkpoints. */
    private void assertNoSecretAnywhere() throws IOException {
        boolean foundEncrypted = false;
        List<Path> files = new ArrayList<>();
        for (String place : List.of("status", "attempts", "rejected", "state", "job.log", "streams.jsonl")) {
            try (Stream<Path> found = Files.walk(dir.resolve(place))) {
                found.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        for (Path file : files) {
            String content = Files.readString(file, ISO_8859_1);
            assertThat(content).as("%s", file).doesNotContain(secrets);
            foundEncrypted |= file.startsWith(dir.resolve("state")) && content.contains("\"encrypted\"");
        }
        assertThat(foundEncrypted).as("the search reads checkpoints").isTrue();
    }

    private static Map<String, String> withKeys(String... settings) {
        return Streams.with(
                Map.of("access_key_id", "AKIDEXAMPLEOFQUEUES", "secret_access_key", "the/secret+of/queues"), settings);
    }

    private Map<String, String> bucket(String secret) {
        return Map.of(
                "bucket",
                "files",
                "region",
                "eu-central-1",
                "access_key_id",
                S3Server.ACCESS_KEY_ID,
                "secret_access_key",
                secret);
    }

    /** A data stream of the sample's organisation, with its secrets encrypted. */
    private String stream(String id, String apiType, Map<String, ?> settings) throws Exception {
        settings.forEach((member, value) -> {
            if (SecretMembers.of(ApiType.valueOf(apiType)).contains(member)) {
                secrets.add((String) value);
                // of a key file, whose lines are separate in JSON
                ((String) value).lines().filter(line -> line.length() > 40).forEach(secrets::add);
                // elsewhere a key within a file has other line ends
                KEY.matcher((String) value).results().map(MatchResult::group).forEach(secrets::add);
            }
        });
        ObjectNode stream = JSON.createObjectNode()
                .put("id", id)
                .put("organisation_id", ORGANISATION)
                .put("stream_type", "USAGE_AND_EVENTS")
                .put("api_type", apiType)
                .put("historic", true);
        ObjectNode members = stream.putObject("settings");
        settings.forEach((member, value) -> members.putPOJO(member, value));
        if (FILES.contains(apiType)) {
            members.put("rotate_interval_ms", 500);
        }
        StreamConfiguration read =
                Objects.requireNonNull(DataStreamCodec.read(stream.toString().getBytes(UTF_8)).stream());
        StreamConfiguration encrypted = read.withSettings(new StreamSecrets(keyset, false).encrypted(read));
        return new String(DataStreamCodec.write(encrypted), UTF_8);
    }

    private void streams(String... lines) throws IOException {
        Files.writeString(dir.resolve("streams.jsonl"), String.join("\n", lines) + "\n");
    }

    private JobProcess start(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of("--secrets.keyset", "file:" + dir.resolve("keyset.json")));
        options.addAll(List.of(more));
        return SampleJob.start(dir, options.toArray(String[]::new));
    }

    private boolean isDone(String stream) throws Exception {
        return new OutputFiles(dir).isDone(stream);
    }

    private boolean isFailing(String stream) throws Exception {
        StreamStatus last = new OutputFiles(dir).lastStatuses().get(stream);
        return last != null && last.state() == StreamStatus.State.FAILING;
    }
}
