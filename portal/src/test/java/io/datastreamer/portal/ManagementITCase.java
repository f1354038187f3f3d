package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What programs rely on when they manage data streams at any of two portals. */
@Timeout(300)
class ManagementITCase {
    private static final long ORGANISATION = 8001;
    private static final String TOKEN = TestKeys.token(ORGANISATION);

    @TempDir
    private static Path directory;

    private static Keyset keyset;
    private static TestPortal portal;
    private static TestPortal other;

    @BeforeAll
    static void start() throws Exception {
        keyset = Keyset.create();
        String keys = "--secrets.keyset=file:" + Files.writeString(directory.resolve("keyset.json"), keyset.toJson());
        portal = TestPortal.start("--limits.streams=1000", keys);
        other = TestPortal.startOn(portal.topics(), "--limits.streams=1000", keys);
    }

    @AfterAll
    static void stop() {
        other.close();
        portal.close();
    }

    @Test
    void aCreationThatIsRepeatedMakesOneStream() {
        Map<String, String> key = Map.of("Idempotency-Key", "5d2e7f0e-one");
        String body = rest("once", "https://example.com/a", "Bearer one");
        Answer first = create(portal, body, key);

        assertThat(create(portal, body, key).text("/id")).isEqualTo(first.text("/id"));
        assertThat(create(other, body, key).etag()).isEqualTo(first.etag());
        Answer odd = create(other, rest("twice", "https://example.com/a", "Bearer one"), key);
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.errors()).containsOnlyKeys("Idempotency-Key");
        assertThat(create(portal, body, Map.of("Idempotency-Key", "5d2e7f0e-two"))
                        .text("/id"))
                .isNotEqualTo(first.text("/id"));
        assertThat(portal.call(
                                "POST",
                                "/api/v1/streams",
                                TestKeys.token(8002),
                                body,
                                Map.of("Idempotency-Key", "5d2e7f0e-one"))
                        .text("/id"))
                .isNotEqualTo(first.text("/id"));
        assertThat(create(portal, body, Map.of("Idempotency-Key", "a b")).status())
                .isEqualTo(422);

        String path = "/api/v1/streams/" + first.text("/id");
        assertThat(other.delete(path, TOKEN, first.etag()).status()).isEqualTo(204);
        assertThat(create(portal, body, key).status()).isEqualTo(409);
    }

    @Test
    void creationsWithOneKeyAtOnceMakeOneStream() {
        Map<String, String> key = Map.of("Idempotency-Key", "at-once");
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            TestPortal at = i % 2 == 0 ? portal : other;
            all.add(CompletableFuture.supplyAsync(
                    () -> create(at, rest("raced", "https://example.com/a", "Bearer one"), key)));
        }
        Set<String> ids = new HashSet<>();
        all.forEach(each -> ids.add(each.join().text("/id")));

        assertThat(ids).hasSize(1);
    }

    @Test
    void whatOnePortalAnsweredTheOtherKnows() {
        for (int i = 0; i < 5; i++) {
            Answer created = create(portal, rest("read there " + i, "https://example.com/a", "Bearer one"), Map.of());
            assertThat(other.get("/api/v1/streams/" + created.text("/id"), TOKEN)
                            .etag())
                    .isEqualTo(created.etag());
        }
    }

    @Test
    void ifMatchIsReadAsHttpHasIt() {
        Answer created = create(portal, rest("matched", "https://example.com/a", "Bearer one"), Map.of());
        String path = "/api/v1/streams/" + created.text("/id");

        assertThat(portal.patch(path, TOKEN, "W/" + created.etag(), "{\"name\": \"a\"}")
                        .status())
                .isEqualTo(412);
        assertThat(portal.patch(path, TOKEN, "\"1\", " + created.etag(), "{\"name\": \"a\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.patch(path, TOKEN, "*", "{\"name\": \"b\"}").text("/name"))
                .isEqualTo("b");
        assertThat(portal.patch(path, TOKEN, "nonsense", "{\"name\": \"c\"}").status())
                .isEqualTo(412);
        assertThat(portal.delete(path, TOKEN, "*").status()).isEqualTo(204);
        assertThat(portal.delete(path, TOKEN, "*").status()).isEqualTo(404);
    }

    @Test
    void aRequestForAnotherOrganisationIsRefused() {
        for (String method : List.of("GET", "POST")) {
            String body = method.equals("GET") ? null : rest("misplaced", "https://example.com/a", "Bearer one");
            for (String meant : List.of("8002", "operator", "")) {
                assertThat(portal.call(method, "/api/v1/streams", TOKEN, body, Map.of("X-Portal-Organisation", meant))
                                .status())
                        .as(method + " " + meant)
                        .isEqualTo(403);
            }
        }
        assertThat(portal.call("GET", "/api/v1/streams", TOKEN, null, Map.of("X-Portal-Organisation", "8001"))
                        .status())
                .isEqualTo(200);
        assertThat(portal.call(
                                "GET",
                                "/api/v1/streams",
                                TestKeys.operator(),
                                null,
                                Map.of("X-Portal-Organisation", "operator"))
                        .status())
                .isEqualTo(200);
        assertThat(portal.get("/api/v1/changes?organisation=8002", TOKEN).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\\u0000b", "a\\nb", "a\\u202eb", "a\\u2067b", "a\\u2028b", "a\\u0085b", "\\ud83d", "\\ude00x"})
    void aNameIsOneLineOfText(String name) {
        Answer answer = create(portal, rest(name, "https://example.com/a", "Bearer one"), Map.of());

        assertThat(answer.errors()).containsOnlyKeys("name");
    }

    @Test
    void otherLettersAreNames() {
        for (String name : List.of("שלום", "\\ud83d\\ude00", "Ünïcödé ‏x")) {
            assertThat(create(portal, rest(name, "https://example.com/a", "Bearer one"), Map.of())
                            .status())
                    .isEqualTo(201);
        }
    }

    @Test
    void halfAPairIsNoTextAnywhere() {
        assertThat(create(portal, rest("a", "https://example.com/a", "\\ud800"), Map.of())
                        .errors())
                .containsOnlyKeys("settings.authorization");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 22, 25, 587, 6667})
    void portsOfOtherProtocolsAreNoPlaces(int port) {
        Answer answer = create(portal, rest("mail", "https://example.com:" + port + "/a", "Bearer one"), Map.of());

        assertThat(answer.errors()).containsOnlyKeys("settings.url");
    }

    @Test
    void theQueryOfAUrlIsASecret() throws Exception {
        Answer created = create(portal, rest("keyed", "https://example.com/a?key=hush-hush", "Bearer one"), Map.of());
        String path = "/api/v1/streams/" + created.text("/id");
        assertThat(created.text("/settings/url")).isEqualTo("https://example.com/a");
        assertThat(created.json().at("/secrets/query/set").booleanValue()).isTrue();

        // a secret stays if the place stays; a new place requires it again
        Answer renamed = portal.patch(path, TOKEN, created.etag(), "{\"name\": \"still keyed\"}");
        assertThat(renamed.json().at("/secrets/query/set").booleanValue()).isTrue();
        Answer moved = portal.patch(
                path,
                TOKEN,
                renamed.etag(),
                "{\"settings\": {\"url\": \"https://example.org/a\", \"authorization\": \"Bearer two\"}}");
        assertThat(moved.errors()).containsOnlyKeys("settings.query");

        // a stream as others wrote it to the topic: not shown, and encrypted with the next change
        String foreign = "{\"id\": \"foreign\", \"organisation_id\": " + ORGANISATION
                + ", \"name\": \"f\", \"stream_type\": \"USAGE\", \"api_type\": \"REST_API\","
                + " \"settings\": {\"url\": \"https://example.com/b?token=hush-hush\"}}";
        portal.broker().send(portal.streamsTopic(), "foreign", foreign.getBytes(UTF_8));
        Answer shown = portal.get("/api/v1/streams/foreign", TOKEN);
        assertThat(shown.body()).doesNotContain("hush");
        assertThat(portal.patch("/api/v1/streams/foreign", TOKEN, shown.etag(), "{\"name\": \"g\"}")
                        .status())
                .isEqualTo(200);
        assertThat(portal.broker().read(portal.streamsTopic()).stream()
                        .map(message -> new String(message.value() == null ? new byte[0] : message.value(), UTF_8))
                        .filter(message -> message.contains("hush")))
                .containsExactly(foreign);
    }

    @Test
    void streamsAreFoundByWhatTheyAre() throws Exception {
        Answer wanted = create(portal, rest("Needle", "https://find.example.com/here", "Bearer unfindable"), Map.of());
        String id = wanted.text("/id");

        Awaitility.await().untilAsserted(() -> assertThat(found("NEEDLE")).containsExactly(id));
        assertThat(found("find.example")).containsExactly(id);
        assertThat(found(id.substring(3))).containsExactly(id);
        assertThat(found("unfindable")).isEmpty();
        assertThat(found(String.valueOf(ORGANISATION))).contains(id);
        assertThat(portal.get("/api/v1/streams?status=ASLEEP", TOKEN).errors()).containsOnlyKeys("status");
        assertThat(portal.get("/api/v1/streams?q=needle&status=FAILING", TOKEN).text("/total"))
                .isEqualTo("0");
    }

    @Test
    void aSigningSecretIsMadeShownOnceAndRotated() throws Exception {
        Answer created = create(portal, rest("signed", "https://example.com/a", "Bearer one"), Map.of());
        String path = "/api/v1/streams/" + created.text("/id");

        Answer first = portal.post(path + "/signing-secret", TOKEN, "{}");
        Answer second = portal.post(path + "/signing-secret", TOKEN, "{\"algorithm\": \"ED25519\"}");
        Answer third = portal.post(path + "/signing-secret", TOKEN, "{\"overlap_hours\": 0}");

        assertThat(first.text("/secret")).startsWith("whsec_");
        assertThat(first.json().get("before_until").isNull()).isTrue();
        assertThat(second.json().get("secret").isNull()).isTrue();
        assertThat(second.text("/public_key")).startsWith("whpk_");
        assertThat(second.json().get("before_until").isNull()).isFalse();
        assertThat(third.json().at("/stream/secrets/signing_secret/set").booleanValue())
                .isTrue();
        assertThat(portal.get(path, TOKEN).body()).doesNotContain("whsec_", "whsk_");
        assertThat(portal.broker().read(portal.streamsTopic()))
                .noneMatch(message -> message.value() != null && new String(message.value(), UTF_8).contains("whs"));
        // what the job reads: the first key still signs after the second was created, but not after the third
        List<String> texts = new ArrayList<>();
        for (var message : portal.broker().read(portal.streamsTopic())) {
            StreamConfiguration stream = DataStreamCodec.read(message.value()).stream();
            if (stream != null
                    && stream.id().equals(created.text("/id"))
                    && stream.settings().get("signing_secret") != null) {
                texts.add(String.valueOf(
                        new StreamSecrets(keyset, false).decrypted(stream).get("signing_secret")));
            }
        }
        assertThat(texts).hasSize(3);
        assertThat(texts.get(1)).matches("whsk_\\S+ " + Pattern.quote(first.text("/secret")) + "@\\S+Z");
        assertThat(texts.get(2)).isEqualTo(third.text("/secret"));
    }

    @Test
    void whatIsNotThereSaysWhatIs() {
        Answer put = portal.call("PUT", "/api/v1/streams", TOKEN, "{}", Map.of());
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("GET, HEAD, POST");
        assertThat(portal.post("/api/v1/lookups", TOKEN, "{}").headers().firstValue("Allow"))
                .contains("GET, HEAD");
        for (String post : List.of("/api/v1/test-deliveries", "/api/v1/streams/any/pause")) {
            Answer get = portal.get(post, TOKEN);
            assertThat(get.status()).isEqualTo(405);
            assertThat(get.headers().firstValue("Allow")).contains("POST");
        }
        assertThat(portal.post("/nothing/at/all", TOKEN, "{}").status()).isEqualTo(404);
    }

    @Test
    void filesOfThePageAreKeptForGood() {
        String page = portal.get("/", null).body();
        List<String> files = page.lines()
                .flatMap(line -> Pattern.compile("(?:href|src)=\"(v/[^\"]+)\"")
                        .matcher(line)
                        .results()
                        .map(match -> "/" + match.group(1)))
                .toList();
        assertThat(files).hasSizeGreaterThan(30).allSatisfy(file -> {
            Answer answer = portal.get(file, null);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        });
        String olderVersion = files.get(0).replaceFirst("/v/[0-9a-f]+/", "/v/0123456789/");
        assertThat(portal.get(olderVersion, null).headers().firstValue("Cache-Control"))
                .contains("no-cache");
    }

    private static List<String> found(String text) {
        List<String> ids = new ArrayList<>();
        for (JsonNode stream :
                other.get("/api/v1/streams?limit=1000&q=" + text, TOKEN).json().get("items")) {
            ids.add(stream.get("id").textValue());
        }
        return ids;
    }

    private static Answer create(TestPortal at, String body, Map<String, String> headers) {
        return at.call("POST", "/api/v1/streams", TOKEN, body, headers);
    }

    private static String rest(String name, String url, String authorization) {
        return "{\"name\": \"%s\", \"stream_type\": \"USAGE\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \"%s\", \"authorization\": \"%s\"}}"
                .formatted(name, url, authorization);
    }
}
