package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.Severity;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.store.Activity;
import io.datastreamer.portal.store.KafkaClients;
import io.datastreamer.portal.store.PortalTopics;
import io.datastreamer.portal.store.StreamStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** All data is in the topics: portals start and stop, and agree. */
@Timeout(300)
class StoreITCase {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final long ORGANISATION = 8001;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final int ROUNDS = 8;
    private static final int RACERS = 3;

    private static String stream(String name) {
        return "{\"name\": \"" + name + "\", \"stream_type\": \"USAGE\", \"api_type\": \"AWS_S3\", \"settings\":"
                + " {\"bucket\": \"sim-data\", \"access_key_id\": \"AKIDTEST\", \"secret_access_key\": \"very-secret\"}}";
    }

    @Test
    void ofTwoChangesOfTheSameVersionOnTwoPortalsExactlyOneWins() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(2 * RACERS);
        try (TestPortal one = TestPortal.start();
                TestPortal other = TestPortal.startOn(one.topics())) {
            Answer created = one.create(ORGANISATION, stream("raced"));
            String path = "/api/v1/streams/" + created.text("/id");
            String etag = created.etag();
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<Answer>> race = new ArrayList<>();
                for (int i = 0; i < RACERS; i++) {
                    String etagNow = etag;
                    String name = "{\"name\": \"" + round + "-" + i;
                    race.add(() -> one.patch(path, TOKEN, etagNow, name + "-one\"}"));
                    race.add(() -> other.patch(path, TOKEN, etagNow, name + "-other\"}"));
                }
                List<Answer> won = new ArrayList<>();
                for (Future<Answer> answer : racers.invokeAll(race)) {
                    if (answer.get().status() == 200) {
                        won.add(answer.get());
                    } else {
                        assertThat(answer.get().status()).isEqualTo(412);
                    }
                }
                assertThat(won).hasSize(1);
                etag = won.get(0).etag();
                String name = won.get(0).text("/name");
                for (TestPortal portal : List.of(one, other)) {
                    await().atMost(Duration.ofMinutes(2))
                            .untilAsserted(
                                    () -> assertThat(portal.get(path, TOKEN).text("/name"))
                                            .isEqualTo(name));
                }
            }
            assertThat(one.broker().read(one.streamsTopic())).hasSize(1 + ROUNDS);
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    void portalsThatCreateAtTheSameTimeKeepTheLimitTogether() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(8);
        try (TestPortal one = TestPortal.start("--limits.streams=5");
                TestPortal other = TestPortal.startOn(one.topics(), "--limits.streams=5")) {
            List<Callable<Integer>> race = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                TestPortal portal = i % 2 == 0 ? one : other;
                String name = "stream " + i;
                race.add(() ->
                        portal.post("/api/v1/streams", TOKEN, stream(name)).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : racers.invokeAll(race)) {
                statuses.add(status.get());
            }
            assertThat(statuses)
                    .containsOnly(201, 409)
                    .filteredOn(status -> status == 201)
                    .hasSize(5);
            for (TestPortal portal : List.of(one, other)) {
                await().untilAsserted(() -> assertThat(
                                portal.get("/api/v1/streams", TOKEN).text("/total"))
                        .isEqualTo("5"));
            }
        } finally {
            racers.shutdownNow();
        }
    }

    @Test
    void aRestartLosesNothing() throws Exception {
        String topics;
        Set<JsonNode> before = new HashSet<>();
        try (TestPortal portal = TestPortal.start()) {
            topics = portal.topics();
            Answer kept = portal.create(ORGANISATION, stream("kept"));
            portal.post("/api/v1/streams/" + kept.text("/id") + "/pause", TOKEN, "");
            Answer gone = portal.create(ORGANISATION, stream("gone"));
            assertThat(portal.delete("/api/v1/streams/" + gone.text("/id"), TOKEN, gone.etag())
                            .status())
                    .isEqualTo(204);
            portal.get("/api/v1/streams", TOKEN).json().get("items").forEach(before::add);
        }
        assertThat(before).hasSize(1);
        // an erasure of an organisation's history is not a data stream
        String erasure = "{\"organisation_id\":" + ORGANISATION + ",\"erased\":true}";
        TestBroker.shared().send(topics + "-streams", "erasure", erasure.getBytes(UTF_8));
        TestBroker.shared().send(topics + "-streams", "erasure", null);
        try (TestPortal again = TestPortal.startOn(topics)) {
            Set<JsonNode> after = new HashSet<>();
            again.get("/api/v1/streams", TOKEN).json().get("items").forEach(after::add);
            assertThat(after).isEqualTo(before);
        }
    }

    @Test
    void aDeletionIsAMarkAndLaterATombstone() throws Exception {
        try (TestPortal portal = TestPortal.start()) {
            Answer created = portal.create(ORGANISATION, stream("short-lived"));
            String id = created.text("/id");
            portal.delete("/api/v1/streams/" + id, TOKEN, created.etag());
            assertThat(portal.get("/api/v1/streams/" + id, TOKEN).status()).isEqualTo(404);
            assertThat(values(portal).get(1))
                    .isEqualTo("{\"id\":\"" + id + "\",\"organisation_id\":" + ORGANISATION + ",\"deleted\":true}");

            Clock nextMonth = Clock.fixed(Instant.now().plus(Duration.ofDays(30)), ZoneOffset.UTC);
            KafkaClients clients =
                    new KafkaClients(Map.of("bootstrap.servers", portal.broker().address()));
            try (StreamStore store = new StreamStore(
                    clients,
                    portal.streamsTopic(),
                    portal.topics() + "-portal",
                    nextMonth,
                    (stream, organisation) -> {})) {
                store.start();
                store.catchUp();
                store.buryDeletions(Duration.ofDays(60));
                assertThat(values(portal)).hasSize(2);
                store.buryDeletions(Duration.ofDays(7));
                store.buryDeletions(Duration.ofDays(7));
            }
            List<ConsumerRecord<byte[], byte[]>> all = portal.broker().read(portal.streamsTopic());
            assertThat(all).hasSize(3);
            assertThat(all.get(2).value()).isNull();
            assertThat(new String(all.get(2).key(), UTF_8)).isEqualTo(id);
            // messages that others write after a portal was fenced do no harm
            assertThat(portal.create(ORGANISATION, stream("next")).status()).isEqualTo(201);
        }
    }

    private static final String FILTERS = """
            {"event_types": [5, 1], "severities": ["WARN"], "alert": true, "tags": ["north"],
             "iccids": ["8988303001234560001"], "countries": ["de"]}""";

    @Test
    void theJobsCodecReadsWhatIsWritten() throws Exception {
        try (TestPortal portal = TestPortal.start()) {
            Answer created = portal.create(
                    ORGANISATION,
                    stream("for the job")
                            .replace("\"settings\"", "\"filters\": " + FILTERS + ", \"settings\"")
                            .replace("USAGE", "USAGE_AND_EVENTS"));
            portal.post(
                    "/api/v1/streams/" + created.text("/id") + "/replay", TOKEN, "{\"from\":\"2026-01-01T00:00:00Z\"}");
            ConsumerRecord<byte[], byte[]> last =
                    portal.broker().read(portal.streamsTopic()).get(1);
            StreamChange change = DataStreamCodec.read(last.value());
            assertThat(new String(last.key(), UTF_8)).isEqualTo(change.id());
            assertThat(change.stream()).isNotNull().satisfies(stream -> {
                assertThat(stream.filters())
                        .isEqualTo(new Filters(
                                Set.of(1, 5),
                                Set.of(Severity.WARN),
                                true,
                                Set.of("north"),
                                Iccids.of(Set.of("8988303001234560001")),
                                Set.of("de")));
                assertThat(stream.replay()).isNotNull();
                assertThat(stream.createdAt()).isNotNull();
                assertThat(stream.settings().get("bucket")).isEqualTo("sim-data");
            });
        }
    }

    @Test
    void topicsThatAreMissingAreNamedWithWhatToDo() throws Exception {
        KafkaClients clients =
                new KafkaClients(Map.of("bootstrap.servers", TestBroker.shared().address()));
        assertThatThrownBy(() -> PortalTopics.prepare(
                        clients,
                        "no-streams",
                        "no-status",
                        "no-attempts",
                        "no-portal",
                        List.of("no-answers"),
                        false,
                        (short) 1))
                .isInstanceOf(PortalTopics.TopicsException.class)
                .hasMessageContaining("no-streams (1 partition, cleanup.policy=compact)")
                .hasMessageContaining("no-attempts (1 partition, cleanup.policy=delete)")
                .hasMessageContaining("no-answers (1 partition, cleanup.policy=delete, retention.ms=3600000)")
                .hasMessageContaining("--topics.create true");
    }

    @Test
    void aWriterThatIsPausedInBetweenDoesNotOverwrite() throws Exception {
        try (TestPortal portal = TestPortal.start()) {
            Answer created = portal.create(ORGANISATION, stream("slow"));
            String path = "/api/v1/streams/" + created.text("/id");
            KafkaClients clients =
                    new KafkaClients(Map.of("bootstrap.servers", portal.broker().address()));
            try (StreamStore slow = new StreamStore(
                    clients,
                    portal.streamsTopic(),
                    portal.topics() + "-portal",
                    Clock.systemUTC(),
                    (stream, organisation) -> {})) {
                slow.start();
                List<String> seen = new ArrayList<>();
                StreamStore.Author author = at -> new Activity(at, "change", "slow", "CUSTOMER", List.of());
                slow.<RuntimeException>write(created.text("/id"), author, current -> {
                    StreamConfiguration stream = Objects.requireNonNull(current).stream();
                    seen.add(stream.name());
                    if (seen.size() == 1) {
                        // another portal changes the stream after the decision and before the commit
                        assertThat(portal.patch(path, TOKEN, created.etag(), "{\"name\": \"faster\"}")
                                        .status())
                                .isEqualTo(200);
                    }
                    return stream.withSettings(new Settings(Map.of("bucket", "of-the-slow-one")));
                });
                assertThat(seen).containsExactly("slow", "faster");
            }
            assertThat(portal.get(path, TOKEN).text("/name")).isEqualTo("faster");
            assertThat(portal.get(path, TOKEN).text("/settings/bucket")).isEqualTo("of-the-slow-one");
            // and the changes of both are recorded
            assertThat(portal.get(path + "/activity", TOKEN).json().findValuesAsText("action"))
                    .containsExactly("change", "change", "create");
            assertThat(portal.get(path + "/activity", TOKEN).text("/items/0/subject"))
                    .isEqualTo("slow");
        }
    }

    private static List<String> values(TestPortal portal) {
        return portal.broker().read(portal.streamsTopic()).stream()
                .map(message -> message.value() == null ? "" : new String(message.value(), UTF_8))
                .toList();
    }
}
